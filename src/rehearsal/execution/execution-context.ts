import type { AlarmStates } from './alarm-states';
import type { ArtifactStore } from './artifact-store';
import type { OrderedFaults } from './ordered-faults';
import type { PipelineVariables } from './pipeline-variables';
import type { RunClock } from './run-clock';
import type { StageTransitions } from './stage-transitions';
import type { InstalledRuntimes } from '../codebuild/runtime-versions';
import type { Toolbox } from '../codebuild/toolbox';
import type { DeployedStacks } from '../deployment/deployed-stacks';
import type { Deployment } from '../deployment/deployment';
import type { ProcessGroups } from '../host/process-groups';
import type { Redaction } from '../host/redaction';
import type { RunFolders } from '../host/run-folders';
import type { RunHistory } from '../host/run-history';
import type { TimeAccount } from '../host/time-account';
import type { ActionDefinition, PipelineDefinition } from '../model/pipeline-definition';
import type { StageReport } from '../report/report';
import type { KeptBuilds } from '../reuse/kept-builds';
import type { RehearsalValues } from '../values/rehearsal-values';

/** The answer of the person, or of the flag, that an approval waits for. */
export interface ApprovalDecision {
  readonly approved: boolean;
  /** Who or what decided, such as `--approve-all`. */
  readonly reason: string;
}

/** Which working tree stands for a source action: by the action's name, or the first action's. */
export interface SourceFolders {
  /** The working tree of the first source action. */
  readonly first: string;
  /** Working trees of further source actions by name. */
  readonly byAction: Readonly<Record<string, string>>;
}

/** What the actions of all executions of a rehearsal share. */
export interface RehearsalContext {
  readonly sources: SourceFolders;
  /** Folders that are never part of a source: what the rehearsal and the CDK app write. */
  readonly outputFolders: readonly string[];
  readonly folders: RunFolders;
  readonly history: RunHistory;
  readonly processes: ProcessGroups;
  readonly time: TimeAccount;
  readonly toolbox: Toolbox;
  readonly runtimes: InstalledRuntimes;
  /** The builds of earlier rehearsals; undefined if none is to be reused. */
  readonly keptBuilds?: KeptBuilds;
  /** Where CloudFormation actions have their effect. */
  readonly deployment: Deployment;
  /** What rehearsals have deployed here. The pipeline's own stacks are deployed nowhere else, with an emulator neither. */
  readonly deployed: DeployedStacks;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What stands for Parameter Store and Secrets Manager. */
  readonly values: RehearsalValues;
  /** The secrets that neither logs nor reports may show. */
  readonly redaction: Redaction;
  /** @param signal aborted at the timeout of the approval, and with the rehearsal */
  readonly approve: (action: ActionDefinition, signal: AbortSignal) => Promise<ApprovalDecision>;
  readonly faults: OrderedFaults;
  /** Values for the pipeline's variables in place of their defaults. */
  readonly variableValues: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Ends whatever runs: the rehearsal itself cannot go on. */
  readonly stop: () => void;
  /** The time of the run, which deployment windows are compared with and functions see. */
  readonly clock: RunClock;
  readonly alarms: AlarmStates;
}

/** What the actions of one execution share. */
export interface ExecutionContext extends RehearsalContext {
  readonly number: number;
  readonly executionId: string;
  /** The definition that runs. An action that updates the pipeline's surroundings replaces it. */
  definition: PipelineDefinition;
  readonly artifacts: ArtifactStore;
  readonly variables: PipelineVariables;
  /** The stages that this execution has come through. */
  readonly finishedStages: StageReport[];
  readonly transitions: StageTransitions;
  /** Change sets that an earlier action of this execution has prepared, as `stack/changeSet`. */
  readonly changeSets: Map<string, 'prepared' | 'notPrepared'>;
}
