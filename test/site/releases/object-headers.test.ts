import * as fc from 'fast-check';
import { source } from '../../support/site/release-functions';

const { headersOf } = source<{ headersOf(path: string): { ContentType: string; CacheControl: string } }>('object-headers.js');
const isForever = (path: string) => headersOf(path).CacheControl === 'public, max-age=31536000, immutable';

describe('caching', () => {
  test.each([
    'assets/index-BqF3k2aX.js', 'assets/index-D-x_9Kq2.css', 'assets/logo-5e3f9a1c.svg', 'main-5NQ3KXYZ.js', 'chunk-A1B2C3D4.js', 'static/js/main.3f2a1b9c.js',
    'static/js/787.28cb0dcd.chunk.js', 'static/css/main.f855e6bc.css.map', '_next/static/chunks/framework-0e8d27528ba61906.js', 'roboto.d26871e8149b5759f814fd3c7a4f784b.woff2',
  ])('keeps %s for a year, because its name changes with its content', (path) => {
    expect(isForever(path)).toBe(true);
  });

  test.each([
    'index.html', 'about-BqF3k2aX.html', 'favicon.ico', 'robots.txt', 'sw.js', 'service-worker.js', 'manifest.webmanifest', 'my-component.js', 'page-HomePage.js',
    'app-Version2.js', 'photo-20240131.jpg', 'IMG-IMG12345.png', 'jquery-3.7.1.min.js', 'bootstrap.bundle.min.js', 'some-deadbeef.js', 'a.b', 'BqF3k2aX.js',
  ])('asks for %s again each time, because its name says nothing about its content', (path) => {
    expect(headersOf(path).CacheControl).toBe('no-cache');
  });

  test('decides by the name of the file and nothing before it', () => {
    fc.assert(fc.property(fc.array(fc.stringMatching(/^[\w.-]{1,12}$/), { maxLength: 4 }), fc.constantFrom('index-BqF3k2aX.js', 'index.js'), (folders, name) => {
      expect(isForever([...folders, name].join('/'))).toBe(isForever(name));
    }));
  });
});

describe('content types', () => {
  test.each([
    ['index.html', 'text/html; charset=utf-8'], ['a.js', 'text/javascript; charset=utf-8'], ['a.mjs', 'text/javascript; charset=utf-8'], ['a.css', 'text/css; charset=utf-8'],
    ['a.json', 'application/json; charset=utf-8'], ['a.js.map', 'application/json; charset=utf-8'], ['a.svg', 'image/svg+xml'],
    ['a.webmanifest', 'application/manifest+json; charset=utf-8'], ['robots.txt', 'text/plain; charset=utf-8'], ['sitemap.xml', 'application/xml'],
    ['a.png', 'image/png'], ['a.woff2', 'font/woff2'], ['a.wasm', 'application/wasm'], ['favicon.ico', 'image/vnd.microsoft.icon'],
    ['.well-known/apple-app-site-association', 'application/octet-stream'], ['html', 'application/octet-stream'],
  ])('%s is %s', (path, type) => {
    expect(headersOf(path).ContentType).toBe(type);
  });
});
