import { earlierPart, LogTail } from './log-tail';
import { escapeAttribute, escapeText } from './markup';
import type { ActionReport, RehearsalStatus } from './report';
import { symbolOf, wordsOf } from './symbols';
import type { ActionStatus } from '../execution/action-outcome';

/** A name from the pipeline; it may be written from right to left without turning the text around it. */
export function bdi(name: string): string {
  return `<bdi>${escapeText(name)}</bdi>`;
}

export function symbol(status: ActionStatus | RehearsalStatus): string {
  // The selector asks for the text form of characters that are also emoji: those have colours of their own.
  return `<span class="symbol" aria-hidden="true">${isAboutRun(status) ? '⊘' : symbolOf(status)}\uFE0E</span>`;
}

export function words(status: ActionStatus | RehearsalStatus): string {
  return isAboutRun(status) ? status : wordsOf(status);
}

/** A status that no action has. */
function isAboutRun(status: ActionStatus | RehearsalStatus): status is 'cancelled' | 'superseded' {
  return status === 'cancelled' || status === 'superseded';
}

/** A status by colour, symbol and word. */
export function badge(status: ActionStatus | RehearsalStatus, before = ''): string {
  return `<span class="status badge ${status}">${symbol(status)} ${before}${words(status)}</span>`;
}

export function paragraphs(cssClass: string, texts: readonly string[]): string {
  return texts.map((text) => `<p class="${cssClass}">${escapeText(text)}</p>`).join('');
}

/** As a person says it: `4.2 s`, `3 min 07 s`. */
export function duration(value: number): string {
  const whole = Math.round(value);
  return value < 59.95 ? `${value.toFixed(1)} s` : `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}

/** The log of an action, to be opened; that of a failure is open. */
export function log({ name, status, log: path }: ActionReport, tail: LogTail | undefined): string {
  if (path === undefined) {
    return '';
  }
  if (!tail) {
    return `<p class="note">The log ${escapeText(path)} is gone.</p>`;
  }
  const { lines, leftOut } = tail;
  const earlier = earlierPart(tail);
  const link = `<a href="./${escapeAttribute(path.split('/').map(encodeName).join('/'))}">${escapeText(path)}</a>`;
  const note = earlier === undefined ? `The whole log, as in ${link}.` : `Left out: ${earlier}. The whole log is ${link}.`;
  const whole = leftOut > 0 ? ` of ${lines.length + leftOut}` : '';
  const title = earlier !== undefined ? `Log: the last ${lines.length}${whole} lines` : `Log: ${lines.length} ${lines.length === 1 ? 'line' : 'lines'}`;
  return `<details${status === 'failed' ? ' open' : ''}><summary>${title}</summary><p class="note">${note}</p>`
    + `<pre tabindex="0" role="region" aria-label="${escapeAttribute(`Log of ${name}`)}">\n${escapeText(lines.join('\n'))}</pre></details>`;
}

function encodeName(name: string): string {
  // Halves of surrogate pairs have no encoding; a link with a replacement is better than no report.
  return encodeURIComponent(Buffer.from(name, 'utf8').toString('utf8'));
}
