import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

const source = readFileSync(join(__dirname, '..', '..', 'assets', 'single-page-fallback.js'), 'utf8');
const handler: (event: object) => { uri: string } = runInNewContext(`${source}; handler`);
const answerTo = (uri: string) => handler({ request: { uri, method: 'GET' } }).uri;

test.each(['/', '/users', '/users/7', '/users/', '/a.b/c', '//'])('the path %s is a page of the application', (uri) => {
  expect(answerTo(uri)).toBe('/index.html');
});

test.each(['/index.html', '/app.js', '/assets/logo.1a2b.svg', '/favicon.ico', '/nested/deep/style.css'])('the file %s is left alone, so that it is a 404 when it is missing', (uri) => {
  expect(answerTo(uri)).toBe(uri);
});

test('what programs ask for under /.well-known/ is no page, whatever it is called', () => {
  expect(answerTo('/.well-known/apple-app-site-association')).toBe('/.well-known/apple-app-site-association');
});

test('the rest of the request stays as it is', () => {
  expect(handler({ request: { uri: '/users', method: 'GET', querystring: { page: { value: '2' } } } })).toMatchObject({ querystring: { page: { value: '2' } } });
});

test('the function is smaller than CloudFront\'s limit of 10 KB', () => {
  expect(source.length).toBeLessThan(10 * 1024);
});
