import { assertAnswers, checkDefinition, choosePipeline, readValues, Rehearsal } from '../rehearsal';
import { approverOf } from './approver';
import { faultsOf } from './faults';
import { REHEARSE_HELP } from './help';
import { parseRehearseOptions } from './rehearse-options';
import { onStopSignal } from './stop-signals';
import { variablesOf } from './variables';

/** `cdk-multi-account-pipeline rehearse`. Answers with the exit code. */
export async function rehearse(args: string[]): Promise<number> {
  const options = parseRehearseOptions(args);
  if (options.help) {
    process.stdout.write(REHEARSE_HELP);
    return 0;
  }
  const abort = new AbortController();
  let rehearsal: Rehearsal | undefined;
  const abandon = () => rehearsal?.abandon();
  // Before anything is made that a signal could leave behind.
  const stop = onStopSignal(() => abort.abort(), abandon);
  // A fault of this program ends it at once; what it has started must not go on.
  process.once('exit', abandon);
  try {
    const pipeline = choosePipeline(options.app, options.pipeline);
    checkDefinition(pipeline);
    if (options.endpoint !== undefined) {
      await assertAnswers(options.endpoint);
    }
    const progress = options.json ? process.stderr : process.stdout;
    rehearsal = new Rehearsal({
      pipeline,
      sources: { first: options.source, byAction: options.furtherSources },
      app: options.app,
      output: options.output,
      approve: approverOf(options, pipeline),
      faults: faultsOf(options, pipeline),
      at: options.at,
      variables: variablesOf(options, pipeline),
      values: readValues(options.source, options.values),
      endpoint: options.endpoint,
      reuse: options.reuse,
      progress: (line) => progress.write(`${line}\n`),
      environment: process.env,
      signal: abort.signal,
    });
    const report = await rehearsal.run();
    if (options.json) {
      process.stdout.write(`${JSON.stringify(report, undefined, 2)}\n`);
    }
    return stop.exitCode ?? (report.status === 'succeeded' ? 0 : 1);
  } finally {
    process.off('exit', abandon);
    stop.dispose();
  }
}
