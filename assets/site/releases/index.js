// The functions behind the releases of a static site: one bundle, three handlers.
const { drive } = require('./drive');
const { operate } = require('./operate');
const { publish } = require('./publish');

module.exports = { publish, drive, operate };
