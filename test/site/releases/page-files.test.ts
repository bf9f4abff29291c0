import * as fc from 'fast-check';
import { source } from '../../support/site/release-functions';

const { filesOfPage } = source<{ filesOfPage(html: string, address: string): string[] }>('page-files.js');
const ADDRESS = 'https://site.example/app/';

describe('the files that a page loads', () => {
  test('are its scripts and stylesheets on the same origin, each once', () => {
    expect(filesOfPage(`<!doctype html>
      <link rel="stylesheet" href="/a.css"><LINK REL='modulepreload' HREF=b.js><link rel="icon" href="/i.png"><link rel="alternate stylesheet" href="/c.css">
      <script src="/d.js?x=1&amp;y=2"></script><script type=module src="./b.js"></script><script>inline()</script>
      <script src="https://other.example/e.js"></script><script src="//site.example/f.js"></script><img src="/g.png"><a href="/h.js">h</a>`, ADDRESS)).toEqual([
      'https://site.example/a.css', 'https://site.example/app/b.js', 'https://site.example/c.css', 'https://site.example/d.js?x=1&y=2', 'https://site.example/f.js',
    ]);
  });

  test('are not those in comments and texts', () => {
    expect(filesOfPage('<!-- <script src="/a.js"></script> --><textarea><script src="/b.js"></script></textarea><title><script src="/c.js"></title>', ADDRESS)).toEqual([]);
  });

  test('are relative to the base of the page', () => {
    expect(filesOfPage('<base href="/v2/"><script src="a.js"></script>', ADDRESS)).toEqual(['https://site.example/v2/a.js']);
  });

  test('are found, or not, in whatever a server answers', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.webUrl(), (text, url) => {
      const files = filesOfPage(`<script src="${text}"></script><base href="${text}">${text}`, url);
      expect(files.every((file) => new URL(file).origin === new URL(url).origin)).toBe(true);
    }));
  });
});
