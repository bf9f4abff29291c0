/** How each file carries the settings. @type {Record<string, (json: string) => string>} */
const FORMATS = {
  'config.json': (json) => json,
  // A page may have the script inline one day, where `</script>` would end it.
  'config.js': (json) => `window.__CONFIG__ = ${json.replaceAll('<', '\\u003c')};\n`,
};

/**
 * @param {string} file
 * @param {string} settings JSON text
 */
function settingsContent(file, settings) {
  const format = Object.hasOwn(FORMATS, file) ? FORMATS[file] : undefined;
  if (!format) {
    throw new Error(`SettingsFile must be ${Object.keys(FORMATS).join(' or ')}, got: ${file}`);
  }
  try {
    JSON.parse(settings);
  } catch (error) {
    // The values are the application's, so they are not in the message.
    throw new Error(`Settings must be JSON: ${/** @type {Error} */ (error).name} in ${settings.length} characters`);
  }
  return Buffer.from(format(settings));
}

module.exports = { settingsContent };
