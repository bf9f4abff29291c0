import { PipelineDefinition, UsageError } from '../rehearsal';
import type { RehearseOptions } from './rehearse-options';

/**
 * The values of the pipeline's variables that the options give.
 *
 * @throws UsageError for a variable that the pipeline does not have, or that has neither a value nor a default: AWS
 * refuses to start such a run
 */
export function variablesOf({ variables: given }: RehearseOptions, { variables }: PipelineDefinition): Readonly<Record<string, string>> {
  const known = Object.keys(variables);
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UsageError('--variable', 'must name a variable of the pipeline', unknown, `The pipeline's variables: ${known.join(', ') || 'none'}.`);
  }
  const missing = known.find((name) => variables[name] === undefined && given[name] === undefined);
  if (missing !== undefined) {
    throw new UsageError('--variable', 'must give a value to a variable without default', missing, `Give --variable ${missing}=<value>.`);
  }
  return given;
}
