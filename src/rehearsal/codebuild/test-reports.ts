import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseDirectories } from './base-directories';
import { selectFiles } from './build-artifacts';
import type { BuildReports, ReportFormat } from './buildspec/reports';
import { coverageOf, CoverageCount } from './report-formats/coverage';
import { testsOf, TestCount } from './report-formats/junit';
import { listFiles } from '../host/files';

/** What a report group of a build holds. */
export interface TestReport {
  readonly group: string;
  readonly format: ReportFormat;
  readonly files: number;
  /** Missing if the format is not read here. */
  readonly tests?: TestCount;
  readonly coverage?: CoverageCount;
}

export interface CollectedReports {
  readonly reports: readonly TestReport[];
  readonly remarks: readonly string[];
}

/**
 * Reads the reports of a build. Nothing of them changes how the build ends: in AWS, a report that is missing or cannot be
 * read is `INCOMPLETE`, https://docs.aws.amazon.com/codebuild/latest/userguide/test-report.html
 */
export async function collectReports(directory: string, groups: readonly BuildReports[]): Promise<CollectedReports> {
  const results = await Promise.all(groups.map((group) => readGroup(directory, group)));
  return { reports: results.flatMap(({ report }) => report ?? []), remarks: results.flatMap(({ remarks }) => remarks) };
}

interface ReadGroup {
  readonly report?: TestReport;
  readonly remarks: readonly string[];
}

async function readGroup(directory: string, { group, format, baseDirectory = '.', files: patterns }: BuildReports): Promise<ReadGroup> {
  const files = baseDirectories(directory, baseDirectory).flatMap((base) =>
    selectFiles(listFiles(base), { files: patterns, excludePaths: [] }).map((file) => join(base, file)));
  if (files.length === 0) {
    return { remarks: [`the report ${group} is incomplete: no file matches ${patterns.join(', ')} in ${baseDirectory}`] };
  }
  try {
    const texts = files.map((file) => readFileSync(file, 'utf8'));
    return { report: { group, format, files: files.length, ...await countsOf(format, texts) }, remarks: [] };
  } catch (error) {
    return { report: { group, format, files: files.length }, remarks: [`the report ${group} is incomplete: ${(error as Error).message}`] };
  }
}

async function countsOf(format: ReportFormat, texts: readonly string[]): Promise<Pick<TestReport, 'tests' | 'coverage'>> {
  switch (format) {
    case 'JUNITXML':
      return { tests: await testsOf(texts) };
    case 'COBERTURAXML':
    case 'CLOVERXML':
      return { coverage: await coverageOf(format, texts) };
    default:
      return {};
  }
}

/** A report in a line. */
export function describeReport({ group, format, files, tests, coverage }: TestReport): string {
  const name = `report ${group}`;
  if (tests) {
    return `${name}: ${tests.tests} tests, ${tests.failures} failed, ${tests.errors} with errors, ${tests.skipped} skipped`;
  }
  if (coverage) {
    const share = coverage.lines === 0 ? '' : ` (${(100 * coverage.coveredLines / coverage.lines).toFixed(1)} %)`;
    return `${name}: ${coverage.coveredLines} of ${coverage.lines} lines covered${share}`;
  }
  return `${name}: ${files} ${files === 1 ? 'file' : 'files'} of ${format}, not read here`;
}
