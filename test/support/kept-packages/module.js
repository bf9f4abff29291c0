// What a test file gets in the place of a module of a kept package: see environment.js.
module.exports = {
  process: (_source, file) => ({ code: `module.exports = requireKept(${JSON.stringify(file)});` }),
  getCacheKey: (_source, file) => `kept ${file}`,
};
