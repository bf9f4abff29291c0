import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderJUnit } from '../../src/rehearsal/report/junit-report';
import type { RehearsalReport } from '../../src/rehearsal/report/report';
import { writeTogether } from '../../src/rehearsal/report/report-files';
import { appsOfThisFile } from '../support/apps';
import { build, source, stage } from '../support/pipeline-app';
import { eventfulReport, HOSTILE, reported, reportedCondition, reportedStage, reportOf } from '../support/reports';

const newApp = appsOfThisFile();

interface Element { readonly tag: string; readonly attributes: Record<string, string>; readonly text: string; readonly children: Element[] }

const PARSE = `
import json, sys, xml.etree.ElementTree as tree
def plain(element):
    return {'tag': element.tag, 'attributes': element.attrib, 'text': element.text or '', 'children': [plain(child) for child in element]}
print(json.dumps(plain(tree.fromstring(sys.stdin.buffer.read()))))`;

/** Reads XML with a parser that accepts nothing but well-formed documents. */
function parse(xml: string): Element {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', PARSE], { input: xml, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as Element;
}

const junit = (report: RehearsalReport, log: string[] = []) => parse(renderJUnit(report, () => ({ lines: log, leftOut: 7 })));

const casesOf = (suites: Element) => suites.children.flatMap((suite) => suite.children);

describe('the JUnit report', () => {
  test('has a suite for each stage and a case for each action, with their times and counts', () => {
    const suites = junit(reportOf('failed', [
      reportedStage('Source', reported('Checkout')),
      reportedStage('Build', reported('Site'), reported('Service', 'failed', { reasons: ['build: `exit 3` exited with code 3'] })),
    ]));
    expect(suites.attributes).toMatchObject({ name: 'Rehearsal of orders', tests: '3', failures: '1', errors: '0', skipped: '0', time: '12.5' });
    expect(suites.children.map((suite) => suite.attributes)).toEqual([
      { name: 'Source', tests: '1', failures: '0', errors: '0', skipped: '0', time: '1.5' },
      { name: 'Build', tests: '2', failures: '1', errors: '0', skipped: '0', time: '3' },
    ]);
    expect(casesOf(suites).map((one) => one.attributes)).toEqual([
      { name: 'Checkout', classname: 'orders.Source', time: '1.5' },
      { name: 'Site', classname: 'orders.Build', time: '1.5' },
      { name: 'Service', classname: 'orders.Build', time: '1.5' },
    ]);
  });

  test('gives a failure its reason, its remarks and the end of its log', () => {
    const failed = reported('Service', 'failed', { reasons: ['the tests failed'], remarks: ['Node.js differs'], log: 'run/logs/Build.Service.log' });
    const [failure, output] = casesOf(junit(reportOf('failed', [reportedStage('Build', failed)]), ['1 test', 'wrong']))[0].children;
    expect(failure).toMatchObject({ tag: 'failure', attributes: { message: 'the tests failed', type: 'failed' }, text: 'the tests failed\nNode.js differs' });
    expect(output).toMatchObject({ tag: 'system-out', text: '(7 earlier lines in run/logs/Build.Service.log)\n1 test\nwrong' });
  });

  test('lists as skipped what was not executed and what came after the end, each with why', () => {
    const suites = junit(reportOf('withheld', [
      reportedStage('Assets', reported('Publish', 'notExecuted', { reasons: ['publishing needs AWS'] })),
      reportedStage('Production', reported('Release', 'withheld', { reasons: ['nobody is there'] }), reported('Deploy', 'skipped')),
    ]));
    expect(casesOf(suites).map(({ children: [result] }) => [result.tag, result.attributes.message])).toEqual([
      ['skipped', 'publishing needs AWS'],
      ['failure', 'nobody is there'],
      ['skipped', 'the run had ended: Production / Release: approval withheld'],
    ]);
  });

  test('counts an interrupted action as an error', () => {
    const suites = junit(reportOf('interrupted', [reportedStage('Build', reported('Service', 'interrupted'))]));
    expect(suites.attributes).toMatchObject({ failures: '0', errors: '1' });
    expect(casesOf(suites)[0].children[0]).toMatchObject({ tag: 'error', attributes: { message: 'interrupted' } });
  });

  test('keeps the plain names for the execution that counts', () => {
    const suites = junit(reportOf('succeeded', [reportedStage('Update', reported('SelfMutate')), reportedStage('Test', reported('Deploy', 'skipped'))],
      [reportedStage('Update', reported('SelfMutate')), reportedStage('Test', reported('Deploy'))]));
    expect(suites.children.map((suite) => suite.attributes.name)).toEqual(['Update (execution 1)', 'Test (execution 1)', 'Update', 'Test']);
    expect(casesOf(suites)[1].children[0].attributes.message).toBe('the pipeline had changed itself');
  });

  test('is not green when the rehearsal did not reach the end although no action failed', () => {
    const report = { ...reportOf('cancelled', [reportedStage('Update', reported('SelfMutate'))]), remarks: ['The pipeline does not come to rest.'] };
    const suites = junit(report);
    expect(suites.attributes).toMatchObject({ tests: '2', failures: '1' });
    expect(casesOf(suites).at(-1)!.children[0].attributes).toEqual({ message: 'The pipeline does not come to rest.', type: 'cancelled' });
  });

  test('has cases for conditions, earlier attempts and a disabled transition, in the order in which things happened', () => {
    const suites = junit(eventfulReport());
    expect(suites.children[1].children.map(({ attributes: { name }, children: [first] }) => `${name}: ${first?.tag ?? 'passed'}`)).toEqual([
      'condition BeforeEntry: Errors: passed',
      'Network (attempt 1): passed', 'Api (attempt 1): passed', 'check (attempt 1): skipped',
      'Network: system-out', 'Api: system-out', 'check: passed',
      'condition OnFailure: Errors: skipped', 'condition OnSuccess: Errors: skipped',
    ]);
    expect(suites.children[1].attributes).toMatchObject({ tests: '9', failures: '0', skipped: '3' });
    expect(suites.children[3].children.at(-1)!.children[0]).toMatchObject({
      tag: 'failure',
      attributes: { message: 'not met: CloudWatchAlarm Errors: the alarm Errors is in ALARM, as ordered by --alarm; result ROLLBACK', type: 'condition not met' },
      text: expect.stringContaining('rolled back to the run 2026-02-28T10-00-00Z') as string,
    });
    expect(suites.children[4].children[0]).toMatchObject({ attributes: { name: 'transition into production' }, children: [{ tag: 'failure' }] });
  });

  test('is red by the condition alone when that has ended the run', () => {
    const beta = { ...reportedStage('Beta', reported('Deploy')), status: 'failed' as const, conditions: [reportedCondition('OnSuccess', 'notMet', 'FAIL')] };
    const suites = junit(reportOf('failed', [beta]));
    expect(suites.attributes).toMatchObject({ tests: '2', failures: '1' });
  });

  test('is well formed whatever names, reasons and logs hold, and loses only what XML forbids', () => {
    const readable = '"><script>alert(1)</script>\'&amp;]]>{{style}}$&';
    const failed = reported(HOSTILE, 'failed', { reasons: [`${HOSTILE}\nsecond line`], remarks: [HOSTILE], log: HOSTILE });
    const report = reportOf('failed', [reportedStage(HOSTILE, failed, reported(HOSTILE, 'skipped'))]);
    const [first, second] = casesOf(junit({ ...report, pipeline: { ...report.pipeline, name: HOSTILE } }, [HOSTILE, '\u001B]0;title\u0007😀 é']));
    expect(first.attributes).toMatchObject({ name: readable, classname: `${readable}.${readable}` });
    expect(first.children[0].attributes.message).toBe(`${readable}\nsecond line`);
    expect(first.children[1].text).toContain(`${readable}\n😀 é`);
    expect(second.children[0].tag).toBe('skipped');
  });
});

describe('the files of a report', () => {
  test('are written beside each other at the end of a rehearsal', async () => {
    const app = newApp([stage('Source', source()), stage('Build', build('Broken', ['echo the reason', 'exit 3']))]);
    await app.rehearse();
    const [failure, output] = casesOf(parse(readFileSync(join(app.output, 'report.junit.xml'), 'utf8')))[1].children;
    expect(failure.attributes.message).toBe('build: `exit 3` exited with code 3');
    expect(output.text).toContain('the reason');
  });

  test('are never half written: a file that cannot be written leaves the earlier ones and nothing beside them', () => {
    const folder = newApp().root;
    writeTogether(folder, 'first', { 'a.txt': 'earlier' });
    const before = readdirSync(folder);
    mkdirSync(join(folder, '.b.txt.second'));
    expect(() => writeTogether(folder, 'second', { 'a.txt': 'later', 'b.txt': 'later' })).toThrow(/EISDIR/);
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('earlier');
    expect(readdirSync(folder)).toEqual(before);
  });
});
