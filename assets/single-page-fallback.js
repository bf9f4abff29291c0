// A CloudFront function (JavaScript runtime 2.0) for viewer requests.
//
// A single-page application answers its own paths, such as /users/7, with the one page that exists. Paths that name a
// file are left alone, so that a missing script stays a 404 and never becomes HTML with status 200. Nothing under
// /.well-known/ is a page either, whatever it is called (RFC 8615).
function handler(event) {
  var request = event.request;
  if (isPage(request.uri)) {
    request.uri = '/index.html';
  }
  return request;
}

function isPage(uri) {
  var lastSegment = uri.slice(uri.lastIndexOf('/') + 1);
  return lastSegment.indexOf('.') === -1 && uri.indexOf('/.well-known/') !== 0;
}
