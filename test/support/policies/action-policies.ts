import { may, mayNot, PolicyRow } from './policy-table';

const BUILDS = { 'the action of the build': 'the build\'s project', 'the action of the API\'s build': 'the API\'s project', 'the action of the site\'s build': 'the site\'s project' };
const BAKES = { 'the action of beta\'s bake': 'the function of beta\'s bake', 'the action of prod\'s bake': 'the function of prod\'s bake' };
const APPROVALS = ['the approval action', 'the approval action of updates'];

/** What CodePipeline may do in its actions: each starts the one thing that it is for. */
export const ACTION_POLICIES: PolicyRow[] = [
  may('the source action', 's3:PutObject', 'an artifact'),
  may('the source action', 'kms:GenerateDataKey', 'the artifacts\' key'),
  may('the source action', 'codeconnections:UseConnection', 'the connection'),
  mayNot('the source action', 'codeconnections:UseConnection', 'another connection'),
  mayNot('the source action', 's3:PutObject', 'an artifact', 'without TLS'),
  may('the pipeline', 'sts:AssumeRole', 'the build action'),
  may('the build action', 'codebuild:StartBuild', 'the self-mutation\'s project'),
  mayNot('the build action', 'codebuild:StartBuild', 'the build\'s project'),
  mayNot('the build action', 'codebuild:UpdateProject', 'the self-mutation\'s project'),
  ...Object.entries(BUILDS).flatMap(([who, project]) => [
    may('the pipeline', 'sts:AssumeRole', who),
    may(who, 'codebuild:StartBuild', project),
    ...Object.values(BUILDS).filter((other) => other !== project).map((other) => mayNot(who, 'codebuild:StartBuild', other)),
    mayNot(who, 'codebuild:StartBuild', 'the self-mutation\'s project'),
    mayNot(who, 's3:GetObject', 'an artifact'),
    mayNot(who, 'codebuild:UpdateProject', project),
  ]),
  may('the synth', 's3:PutObject', 'an artifact'),
  may('the synth', 'kms:Decrypt', 'the artifacts\' key'),
  mayNot('the synth', 's3:PutObject', 'an artifact', 'without TLS'),
  mayNot('the synth', 'sts:AssumeRole', 'the deploy role of prod'),
  mayNot('the synth', 'sts:AssumeRole', 'the lookup role of prod'),
  mayNot('the synth', 'codebuild:StartBuild', 'the self-mutation\'s project'),
  ...Object.entries(BAKES).flatMap(([who, watch]) => [
    may(who, 'lambda:InvokeFunction', watch),
    ...Object.values(BAKES).filter((other) => other !== watch).map((other) => mayNot(who, 'lambda:InvokeFunction', other)),
    mayNot(who, 'lambda:UpdateFunctionCode', watch),
    mayNot(who, 'sts:AssumeRole', 'the lookup role of prod'),
  ]),
  ...APPROVALS.flatMap((who) => [
    mayNot(who, 'codepipeline:PutApprovalResult', 'the approval of prod'),
    mayNot(who, 's3:GetObject', 'an artifact'),
    mayNot(who, 'sns:Publish', 'a topic of the tools account'),
  ]),
];
