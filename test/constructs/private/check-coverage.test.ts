import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { ReportFormat } from '../../../src';
import { coverageCommand } from '../../../src/constructs/private/codepipeline/builds/coverage';
import { temporaryFolder } from '../../support/delivery';

const cobertura = (covered: number, total: number) => '<?xml version="1.0" ?>\n'
  + `<coverage line-rate="0.5" lines-covered="${covered}" lines-valid="${total}" branches-covered="0">\n<package line-rate="1"><class/></package>\n</coverage>\n`;
const clover = (covered: number, total: number) => `<coverage><project><metrics statements="${total}" coveredstatements="${covered}" elements="9"/>`
  + '<file><metrics statements="1" coveredstatements="1"/></file></project></coverage>';
const jacoco = (covered: number, total: number) => '<report name="a"><package><counter type="LINE" missed="0" covered="1"/></package>'
  + `<counter type="BRANCH" missed="900" covered="0"/><counter type="LINE" missed="${total - covered}" covered="${covered}"/></report>`;

/** Runs the check as a build would. */
function check(format: ReportFormat, minimumCoverage: number, reports: Record<string, string>, files = ['**/*.xml']) {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(reports)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const [command] = coverageCommand({ format, files, minimumCoverage });
  const { status, stdout, stderr } = spawnSync('bash', ['-c', command], { env: { ...process.env, CODEBUILD_SRC_DIR: folder }, encoding: 'utf8' });
  return { passed: status === 0, said: (stdout + stderr).trim() };
}

describe('P2: the threshold of a coverage report', () => {
  test.each<[ReportFormat, (covered: number, total: number) => string]>([
    [ReportFormat.COBERTURA, cobertura], [ReportFormat.CLOVER, clover], [ReportFormat.JACOCO, jacoco],
  ])('of %s passes a build that reaches it and fails one that does not', (format, report) => {
    expect(check(format, 70, { 'coverage.xml': report(70, 100) })).toEqual({ passed: true, said: 'Coverage: 70.0 % of 100 lines, at least 70 % are required.' });
    expect(check(format, 71, { 'coverage.xml': report(70, 100) })).toEqual({ passed: false, said: 'Coverage: 70.0 % of 100 lines, at least 71 % are required.' });
  });

  test('counts the lines of all files together', () => {
    const reports = { 'a/coverage.xml': cobertura(100, 100), 'b/c/coverage.xml': cobertura(0, 100) };
    expect(check(ReportFormat.COBERTURA, 50, reports)).toEqual({ passed: true, said: 'Coverage: 50.0 % of 200 lines, at least 50 % are required.' });
    expect(check(ReportFormat.COBERTURA, 51, reports).passed).toBe(false);
  });

  test('fails a build that wrote no report, whether files are named or matched', () => {
    expect(check(ReportFormat.COBERTURA, 1, {})).toEqual({ passed: false, said: expect.stringContaining('Coverage: no file matches **/*.xml.') });
    expect(check(ReportFormat.COBERTURA, 1, {}, ['coverage.xml']).passed).toBe(false);
  });

  test('fails a build whose report is of another format', () => {
    expect(check(ReportFormat.JACOCO, 1, { 'coverage.xml': cobertura(1, 1) })).toEqual({ passed: false, said: expect.stringContaining('Is it of the format jacoco?') });
  });

  test('passes exactly the builds that cover at least that share', () => {
    const lines = fc.integer({ min: 1, max: 100_000 }).chain((total) => fc.tuple(fc.integer({ min: 0, max: total }), fc.constant(total)));
    fc.assert(fc.property(lines, fc.integer({ min: 1, max: 100 }), ([covered, total], minimum) => {
      expect(check(ReportFormat.COBERTURA, minimum, { 'coverage.xml': cobertura(covered, total) }).passed).toBe(covered * 100 >= total * minimum);
    }), { numRuns: 40 });
  });
});
