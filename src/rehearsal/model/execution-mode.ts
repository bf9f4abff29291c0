/**
 * What a run does that meets another of the same pipeline:
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/concepts-how-it-works.html
 */
const MEANINGS: Readonly<Record<string, string>> = {
  SUPERSEDED: 'in AWS, a newer run overtakes this one where it waits for a stage; rehearsals run side by side, and --supersede plays it at an approval',
  QUEUED: 'runs go one after another in the order of their start, and so do rehearsals in one output folder',
  PARALLEL: 'runs do not know of each other, and no stage can be rolled back',
};

/** The mode with what it means, for a person. */
export function describeExecutionMode(mode: string): string {
  return `${mode}: ${MEANINGS[mode] ?? 'AWS knows no such mode'}`;
}
