import { ABROAD, BETA, HOME, NEIGHBOUR, PROD, STRANGER, TOOLS } from './delivery-accounts';
import { PolicyLandscape } from './policy-landscape';
import { CONNECTION_ARN } from '../delivery';

/** What the table calls the principals and resources of a delivery. */
export function namesOf(landscape: PolicyLandscape): Record<string, string> {
  const bootstrap = (role: string, account: string, region: string) => `arn:aws:iam::${account}:role/cdk-hnb659fds-${role}-role-${account}-${region}`;
  const environments = { 'beta': [BETA, HOME], 'prod': [PROD, ABROAD], 'a neighbour': [NEIGHBOUR, HOME], 'a stranger': [STRANGER, HOME], 'the tools account': [TOOLS, HOME] };
  const bootstrapRoles = Object.entries(environments).flatMap(([name, [account, region]]) => [
    [`the deploy role of ${name}`, bootstrap('deploy', account, region)],
    [`the execution role of ${name}`, bootstrap('cfn-exec', account, region)],
    [`the file publishing role of ${name}`, bootstrap('file-publishing', account, region)],
    [`the image publishing role of ${name}`, bootstrap('image-publishing', account, region)],
    [`the lookup role of ${name}`, bootstrap('lookup', account, region)],
    [`the asset bucket of ${name}`, `arn:aws:s3:::cdk-hnb659fds-assets-${account}-${region}`],
    [`an asset of ${name}`, `arn:aws:s3:::cdk-hnb659fds-assets-${account}-${region}/asset.zip`],
    [`a secret of ${name}`, `arn:aws:secretsmanager:${region}:${account}:secret:database-AbCdEf`],
    [`a stack of ${name}`, `arn:aws:cloudformation:${region}:${account}:stack/${name.replace(/ /g, '-')}-api-Service/1`],
    [`a user of ${name}`, `arn:aws:iam::${account}:user/eve`],
  ]);
  const bucket = landscape.resourceLike(':s3:', 'deliveryartifactsbucket');
  const bucketAbroad = landscape.resourceLike(':s3:', 'pipeline-support');
  const cache = landscape.resourceMatching(/:s3:::deliverybuildcache[0-9a-f]{8}$/);
  const inTools = (service: string, resource: string) => `arn:aws:${service}:${HOME}:${TOOLS}:${resource}`;
  const project = (name: string) => landscape.resourceLike(':codebuild:', name);
  const pipeline = landscape.resourceLike(':codepipeline:');
  const logs = (name: string) => `arn:aws:logs:${HOME}:${TOOLS}:log-group:/aws/codebuild/${project(name).split('/')[1]}:log-stream:one`;
  return {
    ...Object.fromEntries(bootstrapRoles),
    'an intruder': landscape.roleLike(`${STRANGER}:role/Intruder`),
    'CodePipeline': 'codepipeline.amazonaws.com',
    'CodeBuild': 'codebuild.amazonaws.com',
    'CloudFormation': 'cloudformation.amazonaws.com',
    'Lambda': 'lambda.amazonaws.com',

    'the pipeline': landscape.roleLike('DeliveryPipelineRole'),
    'the source action': landscape.roleLike('SourceCodePipelineActionRole'),
    'the approval action': landscape.roleLike('prodApproveCodePipelineActionRole'),
    'the approval action of updates': landscape.roleLike('UpdatePipelineApproveCodePipelineActionRole'),
    'the action of the build': landscape.roleLike('BuildwebCodePipelineActionRole'),
    'the action of the API\'s build': landscape.roleLike('BuildapiCodePipelineActionRole'),
    'the action of the site\'s build': landscape.roleLike('BuildsiteCodePipelineActionRole'),
    'the action of beta\'s bake': landscape.roleLike('betaBakeCodePipelineActionRole'),
    'the action of prod\'s bake': landscape.roleLike('prodBakeCodePipelineActionRole'),
    'the build action': landscape.roleLike('EngineCodeBuildActionRole'),
    'the build': landscape.roleLike('BuildwebRole'),
    'the API\'s build': landscape.roleLike('BuildapiRole'),
    'the site\'s build': landscape.roleLike('BuildsiteRole'),
    'the synth': landscape.roleLike('SynthCdkBuildProjectRole'),
    'the check': landscape.roleLike('betasmokeRole'),
    'the check with a role': landscape.roleLike('betae2eRole'),
    'the review': landscape.roleLike('prodReviewSummaryRole'),
    'the review of the pipeline': landscape.roleLike('SelfMutationReviewSummaryRole'),
    'the proof': landscape.roleLike('prodAsReviewedRole'),
    'the rejection of older runs': landscape.roleLike('OlderRunsRole'),
    'the hold of releases': landscape.roleLike('HeldReleasesRole'),
    'the bake of prod': landscape.roleLike('prodBakeFunctionRole'),
    'the bake of beta': landscape.roleLike('betaBakeFunctionRole'),
    'an approver': landscape.roleLike(':role/Approver'),
    'an approver of updates': landscape.roleLike(':role/UpdateApprover'),
    'an approver who needs MFA': landscape.roleLike(':role/CarefulApprover'),
    'the publisher': landscape.roleLike('AssetsFileRole'),
    'the self-mutation': landscape.roleLike('UpdatePipelineSelfMutationRole'),

    'an artifact': `${bucket}/orders/Synth_Output/a.zip`,
    'the artifact bucket': bucket,
    'an artifact abroad': `${bucketAbroad}/orders/Synth_Output/a.zip`,
    'the artifact bucket abroad': bucketAbroad,
    'the artifacts\' key': landscape.resourceLike(':kms:', 'DeliveryArtifactsKey'),
    'the artifacts\' key abroad': landscape.resourceLike(':kms:', 'ReplicationBucketEncryptionKey'),
    'another key of the tools account': landscape.resourceLike(':kms:', 'KeyOfAnotherSystem'),
    'the build\'s own log': logs('Buildweb'),
    'the check\'s log': logs('betasmoke'),
    'the build\'s project': project('Buildweb'),
    'the API\'s project': project('Buildapi'),
    'the site\'s project': project('Buildsite'),
    'the function of beta\'s bake': landscape.resourceLike(':lambda:', 'betaBake'),
    'the function of prod\'s bake': landscape.resourceLike(':lambda:', 'prodBake'),
    'the connection': CONNECTION_ARN,
    'another connection': CONNECTION_ARN.replace(/[^/]+$/, '22222222-2222-2222-2222-222222222222'),
    'a topic of the tools account': inTools('sns', 'orders'),
    'the self-mutation\'s project': project('UpdatePipelineSelfMutation'),

    'the project of the pipeline\'s review': project('SelfMutationReview'),

    'the cache bucket': cache,
    'the API\'s cache': `${cache}/api/3f2a`,
    'the site\'s cache': `${cache}/site/3f2a`,
    'a cache named alike': `${cache}/api-of-another/3f2a`,
    'the cache\'s key': landscape.resourceLike(':kms:', 'BuildCacheKey'),
    'the parameter of the API\'s build': inTools('ssm', 'parameter/orders/region'),
    'another parameter': inTools('ssm', 'parameter/orders/regions'),
    'the secret of the API\'s build': inTools('secretsmanager', 'secret:orders/db-AbCdEf'),
    'the secret of the check': inTools('secretsmanager', 'secret:orders/tester-AbCdEf'),
    'a secret named alike': inTools('secretsmanager', 'secret:orders/db-of-another-AbCdEf'),
    'the registry': inTools('codeartifact', 'repository/acme/js'),
    'the registry\'s domain': inTools('codeartifact', 'domain/acme'),
    'a package of the registry': inTools('codeartifact', 'package/acme/js/npm/acme/left-pad'),
    'another registry': inTools('codeartifact', 'repository/acme/secret'),
    'another domain': inTools('codeartifact', 'domain/other'),
    'a bearer token': '*',
    'a network interface': inTools('ec2', 'network-interface/eni-0123456789abcdef0'),
    'a report group of the API\'s build': inTools('codebuild', `report-group/${project('Buildapi').split('/')[1]}-junit`),
    'a report group of the site\'s build': inTools('codebuild', `report-group/${project('Buildsite').split('/')[1]}-junit`),
    'the role of the check in beta': `arn:aws:iam::${BETA}:role/orders-checks`,
    'another role of beta': `arn:aws:iam::${BETA}:role/orders-checks-admin`,

    'the pipeline itself': pipeline,
    'the approval of prod': `${pipeline}/prod.Approve/Approve`,
    'the approval of the pipeline\'s update': `${pipeline}/UpdatePipeline.Approve/Approve`,
    'the pipeline\'s own stack': inTools('cloudformation', 'stack/orders-pipeline/1'),
    'the pipeline\'s stack abroad': `arn:aws:cloudformation:${ABROAD}:${TOOLS}:stack/orders-pipeline-support-${ABROAD}/1`,
    'a stack named alike': inTools('cloudformation', 'stack/orders-pipeline-of-another/1'),
    'an approval of beta': `${pipeline}/beta.Approve/Approve`,
    'a stage of the pipeline': `${pipeline}/prod`,
    'another stage of the pipeline': `${pipeline}/beta`,
    'the review of prod': `${pipeline}/prod.Review`,
    'the result of a job': '*',
    'a role without a bootstrap tag in the tools account': landscape.roleLike('DeliveryPipelineRole'),
  };
}
