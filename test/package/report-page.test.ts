import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeInBrowser, QUIET } from './chromium';
import { Workshop } from './support';
import { renderHtml } from '../../src/rehearsal/report/html-report';
import { eventfulReport, HOSTILE, LOG, richReport } from '../support/reports';

const VIEWS = [['light', 360], ['light', 1400], ['dark', 360], ['dark', 1400]] as const;

interface View {
  readonly overflow: number;
  readonly background: string;
  readonly hidden: string[];
  readonly names: string[];
  /** Conditions, retries, rollbacks, closed transitions and changes of stacks. */
  readonly parts: string[];
  readonly faint: string[];
  readonly focusable: number;
  readonly scripted: boolean;
}

/** Looks at the page in one frame as a person would. */
const LOOK = readFileSync(join(__dirname, 'look-at-page.js'), 'utf8');

/** The page in four frames, so that one start of the browser is enough. The scheme of a copy is that of its frame. */
function frames(page: string): string {
  const attribute = (text: string) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
  const shown = VIEWS.map(([scheme, width]) => {
    const copy = page.replace('(prefers-color-scheme: dark)', scheme === 'dark' ? 'all' : 'not all').replace('color-scheme: light dark;', `color-scheme: ${scheme};`);
    return `<iframe style="width:${width}px;height:900px;border:0" srcdoc="${attribute(copy)}"></iframe>`;
  });
  return `<!DOCTYPE html><meta charset="utf-8"><body>${shown.join('')}<script type="application/json" id="seen"></script><script>
${LOOK}
addEventListener('load', () => {
  const seen = [...document.querySelectorAll('iframe')].map((frame) => look(frame.contentDocument));
  document.getElementById('seen').textContent = encodeURIComponent(JSON.stringify(seen));
});
</script></body>`;
}

const workshop = new Workshop();
afterAll(() => workshop.close());

describeInBrowser('the page of a report in a browser', () => {
  let seen: View[];
  const [first, second] = richReport().executions;
  const report = { ...richReport(), executions: [first, second, { ...eventfulReport().executions[0], number: 3 }] };

  beforeAll(() => {
    const file = workshop.path('frames.html');
    writeFileSync(file, frames(renderHtml(report, () => LOG)));
    const { status, stdout, stderr } = spawnSync('chromium', [...QUIET, `--user-data-dir=${workshop.path('profile')}`, '--dump-dom', `file://${file}`],
      { encoding: 'utf8', timeout: 60_000, maxBuffer: 64 * 1024 * 1024 });
    const found = /id="seen">([^<]+)</.exec(stdout ?? '');
    if (status !== 0 || !found) {
      throw new Error(`chromium has measured nothing (status ${status}): ${stderr}`);
    }
    seen = JSON.parse(decodeURIComponent(found[1])) as View[];
  }, 90_000);

  describe.each(VIEWS.map(([scheme, width], index) => ({ scheme, width, index })))('$scheme at $width pixels', ({ scheme, index }) => {
    test('needs no scrolling to the side', () => expect(seen[index].overflow).toBe(0));

    test('shows the name of every action', () => {
      const names = report.executions.flatMap(({ stages }) => stages.flatMap(({ actions }) => actions.map(({ name }) => name)));
      expect(seen[index].names.map((name) => name.slice(0, 20))).toEqual(names.map((name) => name.slice(0, 20)));
      expect(seen[index].names).toContain(HOSTILE.slice(0, HOSTILE.indexOf('\u0000')));
      expect(seen[index].hidden).toEqual([]);
    });

    test('draws what the conditions of stages did and what deployments change', () => {
      const shown = (text: string) => expect(seen[index].parts.some((part) => part.replace(/\uFE0E/g, '').includes(text)));
      shown('✔Before entrymet').toBe(true);
      shown('✖Before entrynot met → skip').toBe(true);
      shown('○On successnot evaluated').toBe(true);
      shown('↻Attempt 1check failed, retried').toBe(true);
      shown('↶Rollbackto the run 2026-02-28T10-00-00Z').toBe(true);
      shown('‖Transition disabled').toBe(true);
      shown('data at risk: 1').toBe(true);
      shown('permissions broadened').toBe(true);
      shown('is replaced: KeySchema; HOLDS DATA').toBe(true);
    });

    test('has enough contrast in every text', () => expect(seen[index].faint).toEqual([]));

    test('has the background of its scheme', () => expect(seen[index].background).toBe(scheme === 'dark' ? 'rgb(16, 21, 28)' : 'rgb(244, 246, 248)'));

    test('is reached with the keyboard and runs nothing', () => {
      expect(seen[index].focusable).toBeGreaterThan(10);
      expect(seen[index].scripted).toBe(false);
    });
  });
});
