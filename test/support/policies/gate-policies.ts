import { may, mayNot, PolicyRow } from './policy-table';

/** What the functions that hold releases and watch alarms may do, and what they must not. */
export const GATE_POLICIES: PolicyRow[] = [
  may('Lambda', 'sts:AssumeRole', 'the hold of releases'),
  mayNot('CodePipeline', 'sts:AssumeRole', 'the hold of releases'),
  may('the hold of releases', 'codepipeline:GetPipelineState', 'the pipeline itself'),
  may('the hold of releases', 'codepipeline:DisableStageTransition', 'a stage of the pipeline'),
  may('the hold of releases', 'codepipeline:EnableStageTransition', 'a stage of the pipeline'),
  ...['another stage of the pipeline', 'the review of prod'].flatMap((stage) => [
    mayNot('the hold of releases', 'codepipeline:DisableStageTransition', stage),
    mayNot('the hold of releases', 'codepipeline:EnableStageTransition', stage),
  ]),
  mayNot('the hold of releases', 'codepipeline:UpdatePipeline', 'the pipeline itself'),
  mayNot('the hold of releases', 'codepipeline:RetryStageExecution', 'a stage of the pipeline'),
  mayNot('the hold of releases', 'codepipeline:RollbackStage', 'a stage of the pipeline'),
  mayNot('the hold of releases', 'sts:AssumeRole', 'the lookup role of prod'),
  mayNot('the hold of releases', 'codepipeline:PutJobSuccessResult', 'the result of a job'),
  may('the bake of prod', 'sts:AssumeRole', 'the lookup role of prod'),
  may('the bake of beta', 'sts:AssumeRole', 'the lookup role of beta'),
  mayNot('the bake of prod', 'sts:AssumeRole', 'the lookup role of beta'),
  mayNot('the bake of beta', 'sts:AssumeRole', 'the lookup role of prod'),
  ...['the bake of prod', 'the bake of beta'].flatMap((who) => [
    may('Lambda', 'sts:AssumeRole', who),
    mayNot('CodePipeline', 'sts:AssumeRole', who),
    may(who, 'codepipeline:PutJobSuccessResult', 'the result of a job'),
    may(who, 'codepipeline:PutJobFailureResult', 'the result of a job'),
    ...['a neighbour', 'a stranger', 'the tools account'].map((where) => mayNot(who, 'sts:AssumeRole', `the lookup role of ${where}`)),
    ...['prod', 'beta', 'the tools account'].map((where) => mayNot(who, 'sts:AssumeRole', `the deploy role of ${where}`)),
    mayNot(who, 'codepipeline:GetPipelineState', 'the pipeline itself'),
    mayNot(who, 'codepipeline:EnableStageTransition', 'a stage of the pipeline'),
  ]),
  ...['the hold of releases', 'the bake of prod', 'the bake of beta'].flatMap((who) => [
    mayNot('an intruder', 'sts:AssumeRole', who),
    mayNot(who, 'codepipeline:PutApprovalResult', 'the approval of prod'),
    mayNot(who, 'codepipeline:StartPipelineExecution', 'the pipeline itself'),
    mayNot(who, 'codepipeline:StopPipelineExecution', 'the pipeline itself'),
    mayNot(who, 's3:GetObject', 'an artifact'),
  ]),
  mayNot('an approver', 'codepipeline:DisableStageTransition', 'a stage of the pipeline'),
];
