import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appsOfThisFile } from '../support/apps';
import { withFunctions } from '../support/functions';
import { officeHours } from '../support/holds';
import { build, PipelineApp, source, stage, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const CLOSED = new Date('2026-11-20T20:00:00Z');
const OPEN = new Date('2026-11-20T10:00:00Z');
const REASON = 'the transition into this stage is disabled: Outside office hours; the run waits before it';
const BY = 'Office has disabled it at 2026-11-20T20:00Z: rehearse with --at <moment> to see it decide at another one';

function app(resources = officeHours()): PipelineApp {
  const stages = [stage('Source', source()), stage('Beta', build('Deploy', ['true'])), stage('Prod', build('Release', ['true'])), stage('Last', build('After', ['true']))];
  return withFunctions(newApp(), stages, resources);
}

describe('P8: a function that holds runs before a stage', () => {
  test('is closed at one moment and open at another, in one and the same app', async () => {
    const held = app();
    const closed = await held.rehearse({ at: CLOSED });
    expect(closed.status).toBe('withheld');
    expect(trace(closed).slice(1)).toEqual(['Beta/Deploy: succeeded', 'Prod/Release: skipped', 'Last/After: skipped']);
    const open = await held.rehearse({ at: OPEN });
    expect(open.status).toBe('succeeded');
    expect(trace(open).slice(1)).toEqual(['Beta/Deploy: succeeded', 'Prod/Release: succeeded', 'Last/After: succeeded']);
  });

  test('is in every report, with its reason and what to do to see it open', async () => {
    const held = app();
    const report = await held.rehearse({ at: CLOSED });
    expect(report.executions[0].stages[2]).toMatchObject({ status: 'skipped', transition: 'disabled', remarks: [REASON, BY] });
    expect(held.lines).toEqual(expect.arrayContaining([`◆ Prod: ${REASON}`, `◆ Prod: ${BY}`]));
    const read = (file: string) => readFileSync(join(held.output, file), 'utf8');
    expect(read('report.txt')).toContain(`      ${REASON}\n      ${BY}\n`);
    expect(read('report.junit.xml')).toContain('<testcase name="transition into Prod"');
    expect(read('report.junit.xml')).toContain(`<failure message="${REASON}; ${BY.replace('<', '&lt;').replace('>', '&gt;')}" type="transition disabled">`);
    expect(read('report.html')).toContain('Transition disabled');
    expect(read('report.html')).toContain(REASON);
  });

  test('has a log, and leaves nothing behind', async () => {
    const held = app(officeHours('exports.handler = async (event) => { console.log(event.time, event.pipeline); };'));
    const { run } = await held.rehearse({ at: CLOSED });
    expect(readFileSync(join(held.output, run, 'logs', 'Prod.transition.Office.log'), 'utf8')).toBe('2026-11-20T20:00:00Z Pipeline\n');
    expect(readdirSync(held.temporary)).toEqual([]);
  });

  test('is ended with the rehearsal', async () => {
    const stop = new AbortController();
    const held = app(officeHours('exports.handler = () => new Promise((resolve) => { setTimeout(resolve, 60_000); });'));
    const progress = (line: string) => {
      if (line.includes('✔ Beta / Deploy')) {
        setTimeout(() => stop.abort(), 300);
      }
    };
    const report = await held.rehearse({ at: CLOSED, signal: stop.signal, progress });
    expect(report.status).toBe('interrupted');
    expect(trace(report).at(-1)).toBe('Last/After: skipped');
  });

  test('is no part of a run that has failed before', async () => {
    const stages = [stage('Source', source()), stage('Beta', build('Deploy', ['exit 1'])), stage('Prod', build('Release', ['true']))];
    const report = await withFunctions(newApp(), stages, officeHours()).rehearse({ at: CLOSED });
    expect(report.status).toBe('failed');
    expect(report.executions[0].stages[2]).not.toHaveProperty('transition');
  });
});
