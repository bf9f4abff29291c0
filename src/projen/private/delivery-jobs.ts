import { assumeRole, handOn, REPOSITORY, Step, takeOver, task } from './delivery-steps';
import type { Build, DeliveryBranch, DeploymentEnvironment, PipelineBlueprint } from '../../blueprint';

interface Job {
  readonly 'name': string;
  readonly 'needs'?: readonly string[];
  readonly 'runs-on': string;
  readonly 'timeout-minutes': number;
  readonly 'permissions': Record<string, string>;
  readonly 'environment'?: { readonly name: string };
  readonly 'steps': readonly Step[];
}

type Jobs = Record<string, Job>;

const RUNNER = 'ubuntu-24.04';
const READ = { contents: 'read' };
const OIDC = { 'contents': 'read', 'id-token': 'write' };
const ASSEMBLY = { artifact: 'assembly', path: 'cdk.out' };

/** Where a deployment leaves what its checks need: the default of `deliver --output`. */
export const DEPLOYED = '.delivery';

/** The jobs that deliver a branch. Names of builds, environments and checks hold no underscore, so no two ids are equal. */
export function deliveryJobs(blueprint: PipelineBlueprint, branch: DeliveryBranch): Jobs {
  const { builds, tools } = blueprint;
  const jobs: Jobs = Object.fromEntries(builds.map((build) => [buildId(build), buildJob(build)]));
  jobs.synth = synthJob(builds);
  jobs.assets = assetsJob(branch.environments, tools.region);
  let before = ['assets'];
  for (const environment of branch.environments) {
    const deploy = `deploy_${environment.name}`;
    jobs[deploy] = deployJob(environment, before);
    const checks = environment.checks.map(({ name }): [string, Job] => [`check_${environment.name}_${name}`, checkJob(environment, name, deploy)]);
    Object.assign(jobs, Object.fromEntries(checks));
    before = checks.length > 0 ? checks.map(([id]) => id) : [deploy];
  }
  return jobs;
}

function buildId(build: Build): string {
  return `build_${build.name}`;
}

function buildJob(build: Build): Job {
  return {
    'name': `Build ${build.name}`,
    'runs-on': RUNNER,
    'timeout-minutes': 60,
    'permissions': READ,
    'steps': [...REPOSITORY, task('Build', `build:${build.name}`), ...(build.output === undefined ? [] : handOn(`build-${build.name}`, build.output))],
  };
}

function synthJob(builds: readonly Build[]): Job {
  const outputs = builds.flatMap((build) => build.output === undefined ? [] : takeOver(`build-${build.name}`, build.output));
  return {
    'name': 'Synth',
    ...(builds.length > 0 && { needs: builds.map(buildId) }),
    'runs-on': RUNNER,
    'timeout-minutes': 60,
    'permissions': READ,
    'steps': [...REPOSITORY, ...outputs, task('Synth', 'synth:silent'), ...handOn(ASSEMBLY.artifact, ASSEMBLY.path)],
  };
}

function assetsJob(environments: readonly DeploymentEnvironment[], region: string): Job {
  return {
    'name': 'Assets',
    'needs': ['synth'],
    'runs-on': RUNNER,
    'timeout-minutes': 60,
    'permissions': OIDC,
    'steps': [
      ...REPOSITORY, ...takeOver(ASSEMBLY.artifact, ASSEMBLY.path), assumeRole('AWS_PUBLISH_ROLE_ARN', region),
      task('Publish', `deliver:publish ${environments.map(({ name }) => `--environment ${name}`).join(' ')}`),
    ],
  };
}

function deployJob(environment: DeploymentEnvironment, needs: readonly string[]): Job {
  const { name, approval, checks, region } = environment;
  return {
    'name': `Deploy ${name}`,
    needs,
    'runs-on': RUNNER,
    'timeout-minutes': 360,
    'permissions': approval.isManual ? { ...OIDC, actions: 'read' } : OIDC,
    // GitHub asks the environment's reviewers before it starts the job.
    'environment': { name },
    'steps': [
      ...REPOSITORY,
      ...(approval.isManual ? [task('Approved by a reviewer', `deliver:approval --environment ${name}`, { GITHUB_TOKEN: '${{ github.token }}' })] : []),
      ...takeOver(ASSEMBLY.artifact, ASSEMBLY.path),
      assumeRole('AWS_DEPLOY_ROLE_ARN', region),
      task('Deploy', `deliver:deploy --environment ${name}`),
      ...(checks.length > 0 ? handOn(`deployed-${name}`, DEPLOYED) : []),
    ],
  };
}

/** A job of its own, without a role: the commands of a check are no deployment. */
function checkJob({ name: environment }: DeploymentEnvironment, check: string, deploy: string): Job {
  return {
    'name': `Check ${environment} ${check}`,
    'needs': [deploy],
    'runs-on': RUNNER,
    'timeout-minutes': 60,
    'permissions': READ,
    'steps': [...REPOSITORY, ...takeOver(`deployed-${environment}`, DEPLOYED), task('Check', `deliver:check --environment ${environment} --check ${check}`)],
  };
}
