import { join } from 'node:path';
import { inheritedEnvironment } from './codebuild/build-environment';
import { InstalledRuntimes } from './codebuild/runtime-versions';
import { Toolbox } from './codebuild/toolbox';
import { CloudFormationValidator } from './deployment/cloudformation-validator';
import { DeployedStacks } from './deployment/deployed-stacks';
import type { Deployment } from './deployment/deployment';
import { EmulatedDeployment } from './deployment/emulated/emulated-deployment';
import { LocalDeployment } from './deployment/local-deployment';
import { PreparedChangeSets } from './deployment/prepared-change-sets';
import type { ActionStatus } from './execution/action-outcome';
import { AlarmStates } from './execution/alarm-states';
import { Execution } from './execution/execution';
import type { ApprovalDecision, RehearsalContext, SourceFolders } from './execution/execution-context';
import { NO_FAULTS, OrderedFaults } from './execution/ordered-faults';
import { RunClock } from './execution/run-clock';
import { endOfEarlierRuns } from './host/earlier-runs';
import { exclusively } from './host/exclusively';
import { explained } from './host/host-error';
import { removeLeftovers } from './host/leftovers';
import { ProcessGroups } from './host/process-groups';
import { Redaction } from './host/redaction';
import { RunFolders } from './host/run-folders';
import { RunHistory } from './host/run-history';
import { TimeAccount } from './host/time-account';
import type { ActionDefinition, PipelineDefinition } from './model/pipeline-definition';
import { Progress } from './report/progress';
import { ExecutionReport, RehearsalReport, RehearsalStatus, secondsOf, secondsSince } from './report/report';
import { writeReports } from './report/report-files';
import { renderText } from './report/text-report';
import { KeptBuilds } from './reuse/kept-builds';
import { NO_VALUES, RehearsalValues } from './values/rehearsal-values';

export interface RehearsalProps {
  readonly pipeline: PipelineDefinition;
  readonly sources: SourceFolders;
  /** Where the cloud assembly is: never part of a source. */
  readonly app: string;
  /** Where logs and reports go. */
  readonly output: string;
  /** @param signal aborted at the timeout of the approval, and with the rehearsal */
  readonly approve: (action: ActionDefinition, signal: AbortSignal) => Promise<ApprovalDecision>;
  readonly progress: (line: string) => void;
  /** The developer's environment; builds get it without secrets. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /**
   * What stands for Parameter Store and Secrets Manager.
   *
   * @default - nothing but the environment
   */
  readonly values?: RehearsalValues;
  /**
   * What goes wrong on purpose.
   *
   * @default - nothing
   */
  readonly faults?: OrderedFaults;
  /**
   * Values for the pipeline's variables by name.
   *
   * @default - their defaults
   */
  readonly variables?: Readonly<Record<string, string>>;
  /**
   * The address of an emulator of AWS on this machine, which deployments act in.
   *
   * @default - nothing is deployed
   */
  readonly endpoint?: string;
  /**
   * Whether builds are taken from earlier rehearsals if nothing has changed that they depend on, and kept for later ones.
   * Not together with an endpoint, where builds have effects.
   *
   * @default false
   */
  readonly reuse?: boolean;
  /** Stops the rehearsal: running builds are ended, the report says `interrupted`. */
  readonly signal: AbortSignal;
  /**
   * The present time, which deployment windows are compared with and functions see.
   *
   * @default - the machine's
   */
  readonly now?: () => Date;
  /**
   * The moment at which the clock of the run begins.
   *
   * @default - the present time
   */
  readonly at?: Date;
}

/** How a stage ends that a later run can be rolled back to. What this machine cannot execute, AWS would have. */
const REACHED: readonly ActionStatus[] = ['succeeded', 'notExecuted'];

/** A pipeline that changes itself each time it runs never ends; AWS would restart it for ever. */
const MOST_RESTARTS = 3;

const SUPERSEDED = 'A newer run has taken the place of this one at an approval: AWS shows this one as failed, and asks for the newer one.';

/** Runs a synthesized pipeline on this machine and writes its reports. */
export class Rehearsal {
  private readonly startedAt = new Date();
  private readonly time = new TimeAccount();
  private readonly folders: RunFolders;
  private readonly processes: ProcessGroups;
  private readonly history: RunHistory;
  private readonly progress: Progress;
  private readonly validator: CloudFormationValidator;
  private readonly clock: RunClock;
  private readonly alarms: AlarmStates;
  /** Aborted when the caller stops the rehearsal, or when it cannot go on by itself. */
  private readonly stopped = new AbortController();

  constructor(private readonly props: RehearsalProps) {
    this.folders = new RunFolders(props.output, this.startedAt);
    this.processes = new ProcessGroups((leaders) => this.folders.record.setGroupLeaders(leaders));
    this.history = new RunHistory(props.output, this.folders.run);
    this.progress = new Progress(props.progress);
    this.validator = new CloudFormationValidator(props.sources.first);
    const { now = () => new Date(), at = now(), faults = NO_FAULTS } = props;
    const start = now().getTime();
    this.clock = new RunClock(() => new Date(at.getTime() + now().getTime() - start));
    this.alarms = new AlarmStates(faults.alarms);
  }

  public async run(): Promise<RehearsalReport> {
    const stop = () => this.stopped.abort();
    this.stopped.signal.addEventListener('abort', () => void this.processes.endAll(), { once: true });
    this.props.signal.addEventListener('abort', stop, { once: true });
    if (this.props.signal.aborted) {
      stop();
    }
    try {
      if (this.props.pipeline.stages.some(({ actions }) => actions.some(({ provider }) => provider === 'CloudFormation'))) {
        this.validator.prepare();
      }
      const killed = await removeLeftovers(this.props.output);
      killed.forEach((run) => this.progress.message(`↺ Removed what the rehearsal ${run} had left behind when it was killed`));
      await this.waitForTurn();
      const report = await this.runExecutions();
      // The last run to end gives the whole of the report, never a part of its files.
      await exclusively(this.props.output, () => writeReports(this.props.output, report));
      this.progress.message(`\n${renderText(report).trimEnd()}\nTo look at: ${join(this.props.output, 'report.html')}`);
      return report;
    } catch (error) {
      throw explained(error, this.folders);
    } finally {
      this.props.signal.removeEventListener('abort', stop);
      await this.processes.endAll();
      await this.folders.removeWork();
      this.folders.close();
    }
  }

  /** For the moment before the program ends: kills what runs and removes what was built. */
  public abandon(): void {
    this.processes.killAllNow();
    this.folders.removeWorkNow();
  }

  private async waitForTurn(): Promise<void> {
    if (this.props.pipeline.executionMode === 'QUEUED') {
      const say = (runs: readonly string[]) => this.progress.message(`◆ QUEUED: waits for the end of ${runs.join(', ')}`);
      await this.time.during('waiting', () => endOfEarlierRuns(this.props.output, this.folders.run, this.stopped.signal, say));
    }
  }

  private async runExecutions(): Promise<RehearsalReport> {
    const context = this.context();
    const executions: ExecutionReport[] = [];
    let definition = this.props.pipeline;
    for (;;) {
      const { report, update } = await new Execution(definition, context, executions.length + 1, this.progress).run();
      executions.push(report);
      if (!update) {
        this.history.record(definition, report.stages.filter(({ status }) => REACHED.includes(status)).map(({ name }) => name));
        const status = statusOf(report, this.props.signal);
        return this.report(executions, status, status === 'superseded' ? [SUPERSEDED] : []);
      }
      if (update.consequence === 'cancel') {
        return this.report(executions, 'cancelled', ['The pipeline has changed itself and does not restart: set RestartExecutionOnUpdate.']);
      }
      if (executions.length > MOST_RESTARTS) {
        const remark = `The pipeline still changes itself after ${MOST_RESTARTS} restarts: make its synthesis deterministic.`;
        return this.report(executions, 'cancelled', [remark]);
      }
      definition = update.definition;
      this.progress.message(`↻ The pipeline has changed itself: restart ${executions.length} from the source`);
    }
  }

  private context(): RehearsalContext {
    const { sources, environment, approve, output, app, endpoint } = this.props;
    const { faults = NO_FAULTS, variables = {}, values = NO_VALUES } = this.props;
    const redaction = new Redaction();
    const deployed = new DeployedStacks(this.folders);
    values.texts.forEach((text) => redaction.add(text));
    return {
      sources,
      environment,
      approve: (action, signal) => this.time.during('waiting', () => approve(action, signal)),
      signal: this.stopped.signal,
      stop: () => this.stopped.abort(),
      clock: this.clock,
      faults,
      alarms: this.alarms,
      values,
      redaction,
      variableValues: variables,
      history: this.history,
      outputFolders: [output, app, ...values.file === undefined ? [] : [values.file]],
      folders: this.folders,
      processes: this.processes,
      time: this.time,
      runtimes: new InstalledRuntimes(inheritedEnvironment(environment)),
      ...(this.props.reuse && { keptBuilds: new KeptBuilds(this.folders) }),
      toolbox: new Toolbox(this.folders.newFolder('tools'), sources.first, endpoint),
      deployed,
      deployment: this.deployment(deployed),
    };
  }

  private deployment(deployed: DeployedStacks): Deployment {
    const { validator, stopped: { signal }, props: { endpoint } } = this;
    return endpoint === undefined
      ? new LocalDeployment(validator, deployed, new PreparedChangeSets(this.folders.newFolder('change-sets')), signal)
      : new EmulatedDeployment({ endpoint, validator, signal, progress: (line) => this.progress.message(line) });
  }

  private async report(executions: ExecutionReport[], status: RehearsalStatus, remarks: string[]): Promise<RehearsalReport> {
    // It takes its time, which is the rehearsal's own: the report must tell.
    await this.folders.removeWork();
    const { name, logicalId, stack, executionMode } = this.props.pipeline;
    const { command, waiting, own } = this.time.read();
    return {
      schemaVersion: 1,
      status,
      pipeline: { name, logicalId, stack: stack.displayName, executionMode },
      run: this.folders.run,
      startedAt: this.startedAt.toISOString(),
      durationSeconds: secondsSince(this.startedAt.getTime()),
      commandSeconds: secondsOf(command),
      waitingSeconds: secondsOf(waiting),
      ownSeconds: secondsOf(own),
      ...(this.props.at && { at: this.props.at.toISOString() }),
      remarks: [...remarks, ...this.remarks()],
      executions,
    };
  }

  private remarks(): string[] {
    const { at } = this.props;
    return [
      ...at === undefined ? [] : [`The clock of this run began at ${at.toISOString()}, as ordered by --at.`],
      ...this.alarms.withoutEffect.map((name) => `Nothing has looked at the alarm ${name}, which --alarm has ordered.`),
    ];
  }
}

function statusOf({ stages }: ExecutionReport, signal: AbortSignal): RehearsalStatus {
  const ends = ['failed', 'withheld', 'interrupted'] as const;
  const statuses = stages.map((stage) => stage.status);
  if (stages.some((stage) => stage.transition === 'disabled')) {
    return 'withheld';
  }
  if (stages.some(({ status, actions }) => status === 'failed' && actions.some(({ superseded }) => superseded))) {
    return 'superseded';
  }
  return signal.aborted ? 'interrupted' : ends.find((status) => statuses.includes(status)) ?? 'succeeded';
}
