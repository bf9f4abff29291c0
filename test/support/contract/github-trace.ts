import type { DeliveryTrace, Step } from './delivery-trace';
import { groupsOf, readPlan } from '../../../src/cli/delivery/plan';

interface Workflow {
  readonly on: { readonly push: { readonly branches: string[] } };
  readonly jobs: Record<string, Job>;
}

interface Job {
  readonly 'needs'?: string[];
  readonly 'if'?: string;
  readonly 'continue-on-error'?: boolean;
  readonly 'environment'?: { readonly name: string };
  readonly 'steps': { readonly 'run'?: string; readonly 'if'?: string; readonly 'continue-on-error'?: boolean }[];
}

/** Reads a delivery from a workflow and from the plans in the cloud assembly that its commands read. */
export function gitHubTrace(workflow: Workflow, assembly: string): DeliveryTrace {
  const groups = new Map(Object.entries(workflow.jobs).map(([id, job]) => [id, groupsOfJob(job, assembly)]));
  const steps = [...groups.values()].flat(2);
  const placeOf = (wanted: Step) => {
    for (const [job, ordered] of groups) {
      const position = ordered.findIndex((group) => group.includes(wanted));
      if (position >= 0) {
        return { job, position };
      }
    }
    throw new Error(`no such step: ${JSON.stringify(wanted)}`);
  };
  return {
    branch: workflow.on.push.branches.join(),
    steps,
    precedes: (first, second) => {
      const [a, b] = [placeOf(first), placeOf(second)];
      return a.job === b.job ? a.position < b.position : needs(workflow, b.job, a.job);
    },
    // A job without conditions runs only when all that it needs have succeeded, and a step when those before it have.
    findsRisks: false,
    stopsOnFailure: Object.values(workflow.jobs).flatMap((job) => [job, ...job.steps]).every((part) => !part.if && !part['continue-on-error']),
  };
}

function needs(workflow: Workflow, job: string, other: string): boolean {
  return (workflow.jobs[job].needs ?? []).some((needed) => needed === other || needs(workflow, needed, other));
}

/** What a job does, one after another; the steps of a group run together. */
function groupsOfJob(job: Job, assembly: string): Step[][] {
  return job.steps.flatMap(({ run }) => {
    const command = /^npx projen (\S+)(.*)$/.exec(run ?? '');
    return command ? groupsOfTask(command[1], command[2], job, assembly) : [];
  });
}

function groupsOfTask(task: string, options: string, job: Job, assembly: string): Step[][] {
  const [environment] = [...options.matchAll(/--environment (\S+)/g)].map((match) => match[1]);
  switch (task) {
    case 'synth:silent':
      return [[{ kind: 'synth', name: '' }]];
    case 'deliver:publish':
      return [[{ kind: 'assets', name: '' }]];
    case 'deliver:approval':
      // GitHub asks the reviewers of the environment that the job names.
      return job.environment?.name === environment ? [[{ kind: 'approve', name: '', environment }]] : [];
    case 'deliver:deploy':
      return groupsOf(readPlan(assembly, environment).stages).map((group) => group.map(({ name }) => ({ kind: 'deploy', name, environment })));
    case 'deliver:check':
      return [[{ kind: 'check', name: /--check (\S+)/.exec(options)![1], environment }]];
    default:
      return [[{ kind: 'build', name: task.replace(/^build:/, '') }]];
  }
}
