// A CloudFront function (JavaScript runtime 2.0) for viewer requests: it chooses the release that answers and asks the
// bucket for the file below releases/<release>/. What is released to whom is the key "routing" of the KeyValueStore.
//
// Only syntax that AWS documents is used: no destructuring, no spread, no default parameters, no async closures.
import crypto from 'crypto';
import cf from 'cloudfront';

const RELEASE = /^[0-9a-f]{16}$/;

async function handler(event) {
  const request = event.request;
  if (leavesItsFolder(request.uri)) {
    return answer(400, 'Bad Request');
  }
  const routing = await readRouting();
  if (!routing) {
    return answer(503, 'Service Unavailable');
  }
  const path = decodeOnce(request.uri);
  const isDocument = isPage(path) || isHtml(path);
  if (isDocument) {
    // A release may differ from another in its settings alone. A 304 would then leave the browser with the cookie of the
    // other release, since it carries no content type and perhaps no metadata. So a document is always sent in full.
    delete request.headers['if-none-match'];
    delete request.headers['if-modified-since'];
  }
  const release = isDocument ? releaseOfDocument(request, event.viewer.ip, routing) : releaseOfFile(request, event.viewer.ip, routing);
  request.uri = '/releases/' + release + (isDocument && !isHtml(path) ? '/index.html' : request.uri);
  return request;
}

// Nothing is served without a routing key: an older answer could be of a release that no longer exists.
async function readRouting() {
  try {
    const routing = JSON.parse(await cf.kvs().get('routing'));
    return Array.isArray(routing.kept) && isKept(routing, routing.stable) ? routing : undefined;
  } catch (error) {
    console.log('routing: ' + error);
    return undefined;
  }
}

function releaseOfDocument(request, ip, routing) {
  const asked = [valueOf(request.headers, 'x-release-preview'), valueOf(request.cookies, 'release-preview')];
  for (let index = 0; index < asked.length; index++) {
    if (isKept(routing, asked[index])) {
      return asked[index];
    }
  }
  // Whoever has seen the next release stays with it, also from another address, until the rollout is over or turned back.
  const isNext = isKept(routing, routing.next) && typeof routing.weight === 'number' && routing.weight > 0 &&
    (valueOf(request.cookies, '__Host-release') === routing.next || percentile(ip, routing.next) < routing.weight);
  return isNext ? routing.next : routing.stable;
}

// An open page gets the files of the release that it was loaded from, whatever is released in the meantime.
function releaseOfFile(request, ip, routing) {
  const release = valueOf(request.cookies, '__Host-release');
  return isKept(routing, release) ? release : releaseOfDocument(request, ip, routing);
}

// Uniform in [0, 100) also over neighbouring addresses, and the same at each weight, so that a raised weight only adds
// visitors. With the release in it, it is not always the same visitors who see new releases first.
function percentile(ip, release) {
  const digest = crypto.createHash('sha256').update(ip + release).digest('hex');
  return parseInt(digest.slice(0, 8), 16) * 100 / 4294967296;
}

function isKept(routing, release) {
  return typeof release === 'string' && RELEASE.test(release) && routing.kept.indexOf(release) !== -1;
}

// A single-page application answers its own paths, such as /users/7, with the one page that exists. Paths that name a
// file are left alone, so that a missing script stays a 404 and never becomes HTML with status 200. What is named without
// a dot under /.well-known/ is no page either (RFC 8615).
function isPage(path) {
  const lastSegment = path.slice(path.lastIndexOf('/') + 1);
  return lastSegment.indexOf('.') === -1 && path.indexOf('/.well-known/') !== 0;
}

function isHtml(path) {
  return path.slice(-5) === '.html';
}

// CloudFront hands the path over as it was sent. Whoever resolves or decodes it later must find no dot segment and no
// backslash in it, nor a control character, nor a byte that only an overlong form of an ASCII character has.
// Nobody encodes an honest path four times.
function leavesItsFolder(uri) {
  let path = uri;
  for (let round = 0; round < 4; round++) {
    if (path.charAt(0) !== '/' || /[\x00-\x1f\x7f\\]|\/\.\.?(\/|$)|%c[01]/i.test(path)) {
      return true;
    }
    const decoded = decodeOnce(path);
    if (decoded === path) {
      return false;
    }
    path = decoded;
  }
  return true;
}

// Unlike decodeURIComponent, this never throws, and it decodes what is valid beside what is not. ASCII is enough to judge a path.
function decodeOnce(path) {
  return path.replace(/%([0-7][0-9a-f])/gi, function (escape, digits) {
    return String.fromCharCode(parseInt(digits, 16));
  });
}

function valueOf(fields, name) {
  return fields[name] ? fields[name].value : undefined;
}

function answer(statusCode, statusDescription) {
  const headers = { 'cache-control': { value: 'no-store' }, 'content-type': { value: 'text/plain; charset=utf-8' } };
  if (statusCode === 503) {
    headers['retry-after'] = { value: '10' };
  }
  return { statusCode: statusCode, statusDescription: statusDescription, headers: headers, body: statusDescription };
}
