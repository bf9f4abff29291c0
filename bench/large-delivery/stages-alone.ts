import type { Contender } from './contender';

/** The same stages without a pipeline: what any pipeline's synth takes at least. */
export const deliver: Contender['deliver'] = (_app, blueprint, stagesOf) => blueprint.environments.forEach(stagesOf);
