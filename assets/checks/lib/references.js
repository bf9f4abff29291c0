const { UsageError } = require('./usage-error');

/** A text with `${NAME}` replaced by the environment variable of that name. */
function expand(text) {
  return text.replace(/\$\{(\w+)\}/g, (reference, name) => {
    const value = process.env[name];
    if (value === undefined) {
      throw new UsageError(`${text} needs the environment variable ${name}, which is not set.`);
    }
    return value;
  });
}

/** A URL whose references are replaced. */
function expandUrl(text) {
  const url = expand(text);
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
    throw new UsageError(`${text} must be an http or https URL, got: ${url || 'nothing'}.`);
  }
  return url;
}

module.exports = { expand, expandUrl };
