import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DryRunResult, MutantRunOptions, MutantRunResult, TestResult, TestRunner } from '@stryker-mutator/api/test-runner' with { 'resolution-mode': 'import' };
import { CollectedTest, CollectedTests } from './collected-tests';
import { coverageOf, fileOf, instrumentation } from './instrumentation';
import { TestOrder } from './test-order';

interface Choice {
  readonly bail: boolean;
  readonly only?: readonly string[];
}

/**
 * Runs the tests of one mutant after the other in a process that keeps the modules of other packages: Jest would load
 * aws-cdk-lib for each of them. Sources and tests are executed for each, so that what they make meanwhile, or keep, is of that mutant.
 */
class KeptModulesRunner implements TestRunner {
  public static readonly inject = ['options'] as const;
  private readonly files: readonly string[];
  private readonly order = new TestOrder();

  constructor(options: { readonly partTests: readonly string[] }) {
    this.files = options.partTests;
  }

  public capabilities() {
    return { reloadEnvironment: true };
  }

  public async dryRun(): Promise<DryRunResult> {
    const { DryRunStatus } = await import('@stryker-mutator/api/test-runner');
    const tests = await this.run({ bail: false });
    return { status: DryRunStatus.Complete, tests, mutantCoverage: coverageOf(tests.map(({ id }) => id)) };
  }

  public async mutantRun({ activeMutant, testFilter: only, hitLimit, disableBail }: MutantRunOptions): Promise<MutantRunResult> {
    const { determineHitLimitReached, DryRunStatus, toMutantRunResult } = await import('@stryker-mutator/api/test-runner');
    Object.assign(instrumentation, { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    const tests = await this.run({ bail: !disableBail, only });
    return toMutantRunResult(determineHitLimitReached(instrumentation.hitCount, hitLimit) ?? { status: DryRunStatus.Complete, tests }, disableBail);
  }

  private async run(choice: Choice): Promise<TestResult[]> {
    const { TMPDIR = tmpdir() } = process.env;
    const folder = realpathSync(mkdtempSync(join(TMPDIR, 'mutant-')));
    process.env.TMPDIR = folder;
    const collected = new CollectedTests((file) => { instrumentation.currentTestId = file; });
    try {
      return await this.runFiles(collected, choice);
    } finally {
      await collected.runAfter();
      process.env.TMPDIR = TMPDIR;
      rmSync(folder, { recursive: true, force: true });
    }
  }

  private async runFiles(collected: CollectedTests, { bail, only }: Choice): Promise<TestResult[]> {
    const files = this.files.filter((file) => !only || only.some((id) => fileOf(id) === file));
    const results: TestResult[] = [];
    for (const file of this.order.of(files, (one) => one)) {
      for (const test of this.order.of(collected.of(file, only), ({ id }) => id)) {
        const result = await resultOf(test);
        results.push(result);
        const isKilled = 'failureMessage' in result;
        this.order.learn([file, test.id], result.timeSpentMs, isKilled);
        if (isKilled && bail) {
          return results;
        }
      }
    }
    return results;
  }
}

async function resultOf({ id, run }: CollectedTest): Promise<TestResult> {
  const { TestStatus } = await import('@stryker-mutator/api/test-runner');
  const start = Date.now();
  const result = () => ({ id, name: id, timeSpentMs: Date.now() - start });
  instrumentation.currentTestId = id;
  try {
    await run();
    return { ...result(), status: TestStatus.Success };
  } catch (error) {
    return { ...result(), status: TestStatus.Failed, failureMessage: String(error) };
  } finally {
    instrumentation.currentTestId = undefined;
  }
}

// Stryker finds plugins and their options by these names.
export const strykerValidationSchema = { properties: { partTests: { type: 'array', items: { type: 'string' } } } };
export const strykerPlugins = [{ kind: 'TestRunner', name: 'kept-modules', injectableClass: KeptModulesRunner }];
