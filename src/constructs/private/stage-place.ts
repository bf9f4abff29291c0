import type { Environment } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { checkEnvironment } from './stage-rules';
import type { EnvironmentProfile } from '../../blueprint';
import { nameInEnvironment } from '../../blueprint/private/environment-name';
import { Problems } from '../../blueprint/private/problems';
import type { StagePlacement } from '../stage-placement';

/** Where a stage goes, once everything about it is known. */
export interface StagePlace {
  readonly env: Environment;
  readonly profile: EnvironmentProfile;

  /** The name of its stack, if not CDK's. */
  readonly stackName?: string;

  /** The name of the parameter that tells other stages something, if they are told. */
  readonly parameterOf?: (value: string) => string;
}

/**
 * The place of a stage with that id, which is asked for before there is one.
 *
 * @throws Error that lists what is missing, or if the stack cannot have its name
 */
export function placeOf(scope: IConstruct, id: string, { deploymentEnvironment, env, profile, stackName }: StagePlacement): StagePlace {
  const place = {
    env: env ?? { account: deploymentEnvironment?.account, region: deploymentEnvironment?.region },
    profile: profile ?? deploymentEnvironment?.profile,
  };
  const problems = new Problems();
  checkEnvironment(problems, place.env);
  if (place.profile === undefined) {
    problems.add('profile', 'must be given', undefined, 'Pass deploymentEnvironment from the blueprint, or the profile.');
  }
  problems.throwIfAny([...(scope.node.path === '' ? [] : [scope.node.path]), id].join('/'));
  if (deploymentEnvironment === undefined) {
    return { env: place.env, profile: place.profile!, stackName };
  }
  const name = nameInEnvironment(id, deploymentEnvironment.name);
  return {
    env: place.env,
    profile: place.profile!,
    stackName: stackName ?? deploymentEnvironment.nameOf(name),
    parameterOf: (value) => deploymentEnvironment.parameterOf(name, value),
  };
}
