import { Problems } from '../../blueprint/private/problems';

/** GitHub starts no run of a larger file, and says so nowhere but on the page of the run. */
const LARGEST_FILE = 500 * 1024;

/** Documented for the jobs of a matrix; what GitHub does with as many jobs of a file is not. */
const MOST_JOBS = 256;

const PAGE = 'See https://docs.github.com/en/actions/reference/limits';
const REMEDY = 'Split the environments among branches, with a workflow each, or make one check of several.';

/** @throws Error if GitHub would not read the file */
export function checkWorkflowSize(path: string, content: string): void {
  const size = Buffer.byteLength(content);
  const problems = new Problems();
  if (size > LARGEST_FILE) {
    problems.add(path, `must be at most ${LARGEST_FILE.toLocaleString('en')} bytes`, size.toLocaleString('en'), `${REMEDY} ${PAGE}`);
  }
  problems.throwIfAny('the workflow');
}

/** What is to be said of a workflow with that many jobs, if anything. */
export function tooManyJobs(count: number, workflow: string): string | undefined {
  return count > MOST_JOBS
    ? `${workflow}.yml should have at most ${MOST_JOBS} jobs, which is what GitHub documents for one run of a matrix, got: ${count}. ${REMEDY} ${PAGE}`
    : undefined;
}
