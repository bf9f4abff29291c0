import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderHtml } from '../../src/rehearsal/report/html-report';
import { appsOfThisFile } from '../support/apps';
import { build, source, stage } from '../support/pipeline-app';
import { eventfulReport, HOSTILE, LOG, reported, reportedChanges, reportedStage, reportOf, richReport } from '../support/reports';

const newApp = appsOfThisFile();
const page = renderHtml(richReport(), () => LOG);

describe('the page of a report', () => {
  test('has a language, a title and needs nothing from a network', () => {
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('<title>failed: rehearsal of orders</title>');
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(|https?:/i);
  });

  test('says at the top how the rehearsal ended, how long it took and what of that it needed for itself', () => {
    const top = renderHtml(reportOf('succeeded', [reportedStage('Build', reported('Site'), reported('Service'))]), () => undefined).split('<main>')[0];
    expect(top).toMatch(/<h1><bdi>orders<\/bdi> <span class="status badge succeeded">.+ succeeded<\/span><\/h1>/);
    expect(top).toContain('<dt>Duration</dt><dd>12.5 s</dd>');
    expect(top).toContain('<dt>Commands of builds</dt><dd>9.2 s</dd>');
    expect(top).toContain('<dt>The rehearsal itself</dt><dd>1.3 s</dd>');
    expect(top).toContain('<dt>Waiting for approvals</dt><dd>2.0 s</dd>');
    expect(top).toContain('2 succeeded');
  });

  test.each(['cancelled', 'superseded'] as const)('says of a run that it was %s, which no action can be', (status) => {
    expect(renderHtml(reportOf(status, []), () => undefined)).toContain(`<span class="status badge ${status}"><span class="symbol" aria-hidden="true">⊘\uFE0E</span> ${status}</span>`);
  });

  test('shows every restart and which execution counts', () => {
    expect(page).toContain('Execution 1 of 2: first start');
    expect(page).toContain('Execution 2 of 2: restart 1, after the pipeline had changed itself; this one counts');
  });

  test('gives what was not executed a lane of its own, by reason', () => {
    const lanes = page.split('<ul class="lane">').slice(1).map((lane) => lane.split('<h3>')[0]);
    expect(lanes[0]).toContain('the pipeline had changed itself');
    expect(lanes[1]).toContain('building and pushing an image needs a Docker engine and AWS');
    expect(lanes[1]).toContain('<bdi>Assets / SiteAsset</bdi>');
    expect(lanes[1]).toContain('the run had ended: production / check: failed');
  });

  test('holds the end of each log, that of a failure open, and says how much is left out and where it is', () => {
    expect(page).toContain('<details open><summary>Log: the last 5 of 1039 lines</summary>');
    expect(page).toContain('Left out: 1034 earlier lines. The whole log is <a href="./run/logs/production.check.log">');
    expect(page).toContain('FAIL test/orders.test.ts');
    expect(page.match(/<details>/g)).toHaveLength(6);
  });

  test('says that a log is gone instead of failing', () => {
    const gone = reportOf('failed', [reportedStage('Build', reported('Site', 'failed', { log: 'run/logs/Build.Site.log' }))]);
    expect(renderHtml(gone, () => undefined)).toContain('The log run/logs/Build.Site.log is gone.');
  });

  test('escapes everything that the pipeline says', () => {
    const hostile = reported(HOSTILE, 'failed', { category: HOSTILE, provider: HOSTILE, reasons: [HOSTILE], remarks: [HOSTILE], log: HOSTILE });
    const named = { ...reportedStage(HOSTILE, hostile, reported('a', 'notExecuted', { reasons: [HOSTILE] })), remarks: [HOSTILE] };
    const pipeline = { name: HOSTILE, logicalId: HOSTILE, stack: HOSTILE };
    const text = renderHtml({ ...reportOf('failed', [named]), pipeline, run: HOSTILE, startedAt: HOSTILE, remarks: [HOSTILE] }, () => ({ lines: [HOSTILE, '</pre>'], leftOut: 1 }));
    expect(text).not.toMatch(/<script|<\/pre>.*<\/pre>.*<\/pre>|undefined/);
    // The page must hold none of the control characters that this pattern has to name.
    expect(text).not.toMatch(/[\u0000\u001B\uFFFF]/); // eslint-disable-line no-control-regex
    expect(text.match(/&lt;script&gt;alert\(1\)&lt;\/script&gt;&#39;&amp;amp;\]\]&gt;\{\{style\}\}\$&amp;/g)!.length).toBeGreaterThan(12);
    expect(text.match(/<style>/g)).toHaveLength(1);
  });

  test('draws the ways into a stage and out of it where they are, and tells of their rules below', () => {
    const text = renderHtml(eventfulReport(), () => LOG).replace(/\uFE0E/g, '');
    const [, beta, gamma, production] = /<ol class="flow">.+<bdi>beta<\/bdi>(.+)<bdi>gamma<\/bdi>(.+)<bdi>production<\/bdi>(.+)<\/ol>\n<h3>/s.exec(text)!;
    const inOrder = ['Before entry', 'Attempt 1', 'On failure', '<bdi>Network</bdi>', 'On success'].map((part) => beta.indexOf(part));
    expect(inOrder).toEqual([...inOrder].sort((a, b) => a - b));
    expect(inOrder[0]).toBeGreaterThan(0);
    expect(gamma).toContain('to the run <bdi>2026-02-28T10-00-00Z</bdi>');
    expect(production).toContain('<a href="#e1-s5">Transition disabled</a>');
    expect(text).toContain('<article class="entry skipped" id="e1-s5">');
    expect(text).toContain('the alarm Errors is in ALARM, as ordered by --alarm');
    expect(text).not.toContain('condition not met: ');
  });

  test('says so if there is no run to roll back to', () => {
    const beta = { ...reportedStage('Beta', reported('Deploy', 'failed')), rollback: { to: null } };
    expect(renderHtml(reportOf('failed', [beta]), () => undefined)).toContain('there is no run to go back to');
  });

  test('names what a deployment changes, what may hurt first and open, and closes what is new as a whole', () => {
    const open = renderHtml(eventfulReport(), () => LOG);
    expect(open).toMatch(/<details open><summary>Changes: 8<\/summary><h5>Replaced.+<h5>Removed.+<h5>Changed.+<h5>Added.+<h5>Permissions/);
    expect(open).toMatch(/<details><summary>Changes: 5<\/summary>/);
    const first = reported('Api', 'succeeded', { changes: reportedChanges({ comparedWith: null, removed: [], replaced: [], changed: [] }) });
    expect(renderHtml(reportOf('succeeded', [reportedStage('Beta', first)]), () => undefined)).not.toMatch(/data at risk|permissions broadened/);
  });

  test('escapes every name of a change', () => {
    const resource = { logicalId: HOSTILE, path: HOSTILE, type: HOSTILE, properties: [HOSTILE] };
    const permissionChanges = [{ kind: 'statement' as const, change: 'added' as const, broadens: true, description: HOSTILE }];
    const everywhere = { added: [resource], changed: [resource], replaced: [resource], removed: [resource] };
    const changes = reportedChanges({ stack: HOSTILE, comparedWith: HOSTILE, ...everywhere, permissionChanges });
    const text = renderHtml(reportOf('succeeded', [reportedStage('Beta', reported('Api', 'succeeded', { changes }))]), () => undefined);
    expect(text).not.toMatch(/<script|undefined/);
  });

  test('is named at the end of a rehearsal', async () => {
    const app = newApp([stage('Source', source()), stage('Build', build('Compile', ['echo "<b>compiled</b>"']))]);
    await app.rehearse();
    expect(app.lines.at(-1)).toContain(join(app.output, 'report.html'));
    expect(readFileSync(join(app.output, 'report.html'), 'utf8')).toContain('&lt;b&gt;compiled&lt;/b&gt;');
  });
});
