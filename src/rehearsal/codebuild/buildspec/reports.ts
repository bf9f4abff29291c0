import type { Section } from './section';

const FORMATS = [
  'JUNITXML', 'CUCUMBERJSON', 'TESTNGXML', 'NUNITXML', 'NUNIT3XML', 'VISUALSTUDIOTRX',
  'CLOVERXML', 'COBERTURAXML', 'JACOCOXML', 'SIMPLECOV',
] as const;
export type ReportFormat = typeof FORMATS[number];

/** A report group of a buildspec: which files hold its results. */
export interface BuildReports {
  readonly group: string;
  readonly format: ReportFormat;
  readonly baseDirectory?: string;
  readonly files: readonly string[];
}

/** @param root the whole buildspec */
export function readReports(root: Section): BuildReports[] {
  return root.sections('reports').map(([group, reports]) => {
    if (!reports.allow('files', 'base-directory', 'discard-paths', 'file-format').has('files')) {
      reports.problem(`${reports.place} must have files`);
    }
    return {
      group,
      format: reports.choice('file-format', FORMATS) ?? 'JUNITXML',
      baseDirectory: reports.text('base-directory'),
      files: reports.textList('files'),
    };
  });
}
