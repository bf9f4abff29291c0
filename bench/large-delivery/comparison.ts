import type { PipelineSize } from './synth';
import { median } from '../median';
import type { Time } from '../timed';

/** What was measured of one pipeline. */
export interface Measurement {
  readonly size: PipelineSize;
  readonly times: readonly Time[];
}

/** One measure of both pipelines and the most that ours may be of the other's. */
export interface Row {
  readonly measure: string;
  readonly blueprint: number;
  readonly cdkPipelines: number;
  readonly ratio: number;

  /** Absent where a measure is for information only. */
  readonly limit?: number;
}

/** @param stagesAlone what the synth of the stages takes without a pipeline */
export function compare(ours: Measurement, theirs: Measurement, stagesAlone: readonly Time[]): Row[] {
  const row = (measure: string, value: (of: Measurement) => number, limit?: number): Row => {
    const [blueprint, cdkPipelines] = [value(ours), value(theirs)];
    return { measure, blueprint, cdkPipelines, ratio: blueprint / cdkPipelines, ...(limit !== undefined && { limit }) };
  };
  const processor = (times: readonly Time[]) => median(times.map((time) => time.processor));
  return [
    row('synth, processor seconds', ({ times }) => processor(times), 0.8),
    row('of which the pipeline takes', ({ times }) => processor(times) - processor(stagesAlone)),
    row('synth, elapsed seconds', ({ times }) => median(times.map(({ elapsed }) => elapsed))),
    row('actions', ({ size }) => size.actions, 0.6),
    row('CodeBuild projects', ({ size }) => size.projects, 0.6),
    row('template bytes, with support stacks', ({ size }) => size.templateBytes, 0.6),
  ];
}

export function isMissed({ ratio, limit }: Row): boolean {
  return limit !== undefined && ratio > limit;
}

export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.measure, number(row.blueprint), number(row.cdkPipelines), row.ratio.toFixed(2), row.limit?.toFixed(2) ?? '',
    row.limit === undefined ? '' : isMissed(row) ? 'missed' : 'kept',
  ]);
  const lines = [['measure', 'blueprint', 'CDK Pipelines', 'ratio', 'limit', 'result'], ...cells];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines.map((line) => line.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  ')).join('\n');
}

function number(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString('en') : value.toFixed(2);
}
