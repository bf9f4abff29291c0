// A CloudFront function (JavaScript runtime 2.0) for viewer responses: it lets the browser remember the release of the
// page that it got, so that route-release.js finds the files of that page in the same release.
//
// The release is read from the object's own metadata, because AWS does not say whether the request is shown here as the
// viewer sent it or as route-release.js changed it. CloudFront does not run this function for status 400 and above.
function handler(event) {
  const response = event.response;
  const metadata = response.headers['x-amz-meta-release'];
  if (!metadata) {
    return response;
  }
  delete response.headers['x-amz-meta-release'];
  const release = metadata.value;
  if (!/^[0-9a-f]{16}$/.test(release)) {
    return response;
  }
  response.headers['x-site-release'] = { value: release };
  const contentType = response.headers['content-type'];
  if (contentType && /^text\/html\b/i.test(contentType.value)) {
    // Without an expiry, so that it ends with the visit; the prefix makes browsers refuse it from anybody but this very host.
    response.cookies = response.cookies || {};
    response.cookies['__Host-release'] = { value: release, attributes: 'Path=/; Secure; HttpOnly; SameSite=Lax' };
  }
  return response;
}
