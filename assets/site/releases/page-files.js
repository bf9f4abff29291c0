const { Parser } = require('htmlparser2');

/**
 * The scripts and stylesheets that a page names on its own origin.
 *
 * @param {string} html
 * @param {string} address of the page
 * @returns {string[]}
 */
function filesOfPage(html, address) {
  /** @type {string[]} */
  const references = [];
  let base = address;
  const parser = new Parser({
    onopentag(name, { src, href, rel = '' }) {
      if (name === 'base' && href && URL.canParse(href, address)) {
        base = new URL(href, address).href;
      }
      if (name === 'script' && src) {
        references.push(src);
      }
      if (name === 'link' && href && /\b(?:stylesheet|modulepreload)\b/i.test(rel)) {
        references.push(href);
      }
    },
  });
  parser.end(html);
  const urls = references.filter((reference) => URL.canParse(reference, base)).map((reference) => new URL(reference, base));
  return [...new Set(urls.filter(({ origin }) => origin === new URL(address).origin).map(({ href }) => href))];
}

module.exports = { filesOfPage };
