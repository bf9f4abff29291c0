// What the commands may use. Nothing of this is exported from the package's root: it is no construct.
export { alarmNames, isAlarmKnown } from './model/known-alarms';
export { type AssemblyStack, CloudAssembly, UNKNOWN_ACCOUNT } from './model/cloud-assembly';
export { checkDefinition, choosePipeline } from './model/pipeline-choice';
export { type ActionDefinition, isMeant, isNamed, labelOf, type PipelineDefinition } from './model/pipeline-definition';
export type { ApprovalDecision } from './execution/execution-context';
export { rejectionAt } from './model/stage-listener';
export { assertAnswers, emulatorEndpoint } from './deployment/emulated/emulator-endpoint';
export type { OrderedFaults } from './execution/ordered-faults';
export { Rehearsal, type RehearsalProps } from './rehearsal';
export type { RehearsalReport, RehearsalStatus } from './report/report';
export { UsageError } from './usage-error';
export { readValues } from './values/values-file';
