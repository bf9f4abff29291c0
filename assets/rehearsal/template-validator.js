// A thread of its own for AWS's template validator: loading it takes seconds, in which builds can already run.
const { createRequire } = require('node:module');
const { parentPort, workerData } = require('node:worker_threads');

const { CompositeEngine, TemplateContent } = createRequire(workerData.library)('@aws/cloudformation-validate');
const engine = new CompositeEngine({});
// The first template takes longer than all further ones: let it be one that nobody waits for.
engine.validateTemplate(new TemplateContent('{"Resources":{"Topic":{"Type":"AWS::SNS::Topic"}}}', 'first.json'), { detailLevel: 'STANDARD' });

parentPort.on('message', ({ id, text, path, options }) => {
  try {
    parentPort.postMessage({ id, diagnostics: engine.validateTemplate(new TemplateContent(text, path), options).diagnostics });
  } catch (error) {
    parentPort.postMessage({ id, error: error.message });
  }
});
