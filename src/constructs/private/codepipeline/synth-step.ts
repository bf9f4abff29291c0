import { pipelines } from 'aws-cdk-lib';
import { RepositoryBuild } from './repository-build';
import type { PipelineSynth } from '../../pipeline-synth';

/** Turns the repository and the builds' outputs into the cloud assembly. */
export function synthStep(synth: PipelineSynth = {}, input: pipelines.CodePipelineSource, builds: readonly RepositoryBuild[]): pipelines.ShellStep {
  const step = new pipelines.ShellStep('Synth', {
    input,
    additionalInputs: Object.assign({}, ...builds.map((build) => build.inputsOfSynth)),
    installCommands: synth.installCommands ?? ['npm ci'],
    commands: synth.commands ?? ['npx cdk synth --quiet'],
    primaryOutputDirectory: synth.outputDirectory ?? 'cdk.out',
  });
  // Builds without an output are no input of the synth, yet a failing test must keep a release back.
  builds.forEach((build) => step.addStepDependency(build));
  return step;
}
