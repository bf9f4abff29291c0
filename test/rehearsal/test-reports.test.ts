import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appsOfThisFile } from '../support/apps';
import { build, said, source, stage } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const JUNIT = `<?xml version="1.0"?>
<!DOCTYPE x [<!ENTITY e "entity">]>
<testsuites>
  <testsuite name="a" tests="99"><testcase name="1"/><testcase name="2"><failure>no &lt; yes</failure></testcase>
    <testsuite name="nested"><testcase name="3"><error message="x"/></testcase></testsuite></testsuite>
  <testsuite name="b"><testcase name="4"><skipped/></testcase></testsuite>
</testsuites>`;
const COBERTURA = '<coverage lines-valid="40" lines-covered="30" line-rate="0.75"><packages/></coverage>';
const CLOVER = '<coverage><project><metrics statements="8" coveredstatements="6"/></project></coverage>';

async function rehearseReports(reports: Record<string, unknown>, files: Record<string, string>, phases: Record<string, unknown> = { build: { commands: ['true'] } }) {
  const app = newApp([stage('Source', source()), stage('Build', build('Build', { phases, reports }))]);
  app.write(Object.fromEntries(Object.entries(files).map(([path, text]) => [`source/${path}`, text])));
  const report = await app.rehearse();
  return { app, report, reports: report.executions[0].stages[1].actions[0].reports };
}
const TESTS = { tests: { 'files': ['**/*.xml'], 'base-directory': 'out' } };

describe('the reports of a build', () => {
  test('are counted, in report.json, in words and in the page', async () => {
    const { app, reports, report } = await rehearseReports(TESTS, { 'out/junit.xml': JUNIT, 'out/deep/more.xml': '<testsuite><testcase name="5"/></testsuite>' });
    expect(reports).toEqual([{ group: 'tests', format: 'JUNITXML', files: 2, tests: { tests: 5, failures: 1, errors: 1, skipped: 1 } }]);
    const words = 'report tests: 5 tests, 1 failed, 1 with errors, 1 skipped';
    expect(report.status).toBe('succeeded');
    expect(app.lines.join('\n')).toContain(words);
    expect(readFileSync(join(app.output, 'report.txt'), 'utf8')).toContain(words);
    expect(readFileSync(join(app.output, 'report.html'), 'utf8')).toContain(words);
  });

  test('of coverage tell how many lines', async () => {
    const { app, reports } = await rehearseReports({
      cobertura: { 'files': 'cobertura.xml', 'file-format': 'COBERTURAXML' }, clover: { 'files': 'clover.xml', 'file-format': 'CLOVERXML' },
    }, { 'cobertura.xml': COBERTURA, 'clover.xml': CLOVER });
    expect(reports!.map(({ coverage }) => coverage)).toEqual([{ lines: 40, coveredLines: 30 }, { lines: 8, coveredLines: 6 }]);
    expect(app.lines.join('\n')).toContain('report cobertura: 30 of 40 lines covered (75.0 %)');
  });

  test('in another format are files only', async () => {
    const { app, reports } = await rehearseReports({ trx: { 'files': '*.trx', 'file-format': 'VISUALSTUDIOTRX' } }, { 'a.trx': '<x/>' });
    expect(reports).toEqual([{ group: 'trx', format: 'VISUALSTUDIOTRX', files: 1 }]);
    expect(app.lines.join('\n')).toContain('report trx: 1 file of VISUALSTUDIOTRX, not read here');
  });

  test.each([
    [{}, 'the report tests is incomplete: no file matches **/*.xml in out'],
    [{ 'out/a.xml': '<testsuite>' }, /^the report tests is incomplete: line 1: /],
    [{ 'out/a.xml': '<html/>' }, 'the report tests is incomplete: it has neither testsuites nor testsuite'],
  ])('that are missing or broken are a remark and fail nothing: %j', async (files, remark) => {
    const { report } = await rehearseReports(TESTS, files as Record<string, string>);
    expect(report.status).toBe('succeeded');
    expect(said(report, 'Build')).toMatch(remark);
  });

  test('are taken after a failed build, unless it was to be aborted', async () => {
    const files = { 'out/junit.xml': JUNIT };
    expect((await rehearseReports(TESTS, files, { build: { commands: ['false'] } })).reports).toHaveLength(1);
    expect((await rehearseReports(TESTS, files, { build: { 'on-failure': 'ABORT', 'commands': ['false'] } })).reports).toBeUndefined();
  });
});
