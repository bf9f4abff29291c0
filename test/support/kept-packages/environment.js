const { TestEnvironment } = require('jest-environment-node');

/**
 * Jest gives each test file modules of its own, so each of them would load aws-cdk-lib and AWS's validator anew: half the time of the tests.
 * Here a worker loads such packages once, as Node does, and `module.js` hands them to its test files. They hold no state between apps.
 */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.requireKept = require;
  }
};
