import { BETA, DeployedTemplate, deliveryTemplates, stacksOf } from '../support/policies/delivery-accounts';
import { DELIVERY_POLICIES } from '../support/policies/delivery-policies';
import { PolicyLandscape } from '../support/policies/policy-landscape';
import { answer, sentence } from '../support/policies/policy-table';

const templates = deliveryTemplates();
const rows = Object.values(DELIVERY_POLICIES).flat();

interface Statement { Effect: string; Action: unknown; Principal?: unknown; Resource?: unknown; Condition?: unknown }

/** The statements of the pipeline stack's only resource whose logical id matches. */
function statements(changed: DeployedTemplate[], logicalId: RegExp): Statement[] {
  const { Resources } = changed.find(({ name }) => name === 'orders-pipeline')!.template;
  const [[, { Properties = {} }], ...others] = Object.entries(Resources).filter(([id]) => logicalId.test(id));
  expect(others).toEqual([]);
  return (Properties.PolicyDocument ?? Properties.KeyPolicy ?? Properties.AssumeRolePolicyDocument).Statement;
}

/** The statement for the action among the rights of the build with all settings. */
function statementOfApi(changed: DeployedTemplate[], action: string): Statement {
  return statements(changed, /BuildapiRoleDefaultPolicy/).find((one) => [one.Action].flat()[0] === action)!;
}

function remove(all: Statement[], isFaulty: (one: Statement) => boolean): void {
  const index = all.findIndex(isFaulty);
  expect(index).not.toBe(-1);
  all.splice(index, 1);
}

/** The sentences of the table that are no longer true once a fault is in. */
async function untrueAfter(fault: (changed: DeployedTemplate[]) => void): Promise<string[]> {
  const changed: DeployedTemplate[] = structuredClone(templates);
  fault(changed);
  const landscape = new PolicyLandscape(stacksOf(changed));
  const untrue: string[] = [];
  for (const row of rows) {
    if (await answer(landscape, row) !== row.may) {
      untrue.push(sentence(row));
    }
  }
  return untrue;
}

const names = (one: Statement, text: string) => JSON.stringify(one).includes(text);

test('without a fault every sentence is true', async () => {
  expect(await untrueAfter(() => {})).toEqual([]);
});

test.each<[string, (changed: DeployedTemplate[]) => void, string[]]>([
  ['the key policy does not name beta', (changed) => remove(statements(changed, /ArtifactsKey/), (one) => names(one, BETA)), [
    'the deploy role of beta may kms:Decrypt on the artifacts\' key through S3',
  ]],
  ['the key policy does not name the tools account', (changed) => remove(statements(changed, /ArtifactsKey/), (one) => names(one, ':root')), [
    'the pipeline may kms:GenerateDataKey on the artifacts\' key',
    'the build may kms:GenerateDataKey on the artifacts\' key',
  ]],
  ['the bucket policy does not name beta', (changed) => remove(statements(changed, /ArtifactsBucketPolicy/), (one) => names(one, BETA)), [
    'the deploy role of beta may s3:GetObject on an artifact',
  ]],
  ['the bucket policy accepts requests without TLS', (changed) => remove(statements(changed, /ArtifactsBucketPolicy/), (one) => one.Effect === 'Deny'), [
    'the deploy role of beta may not s3:GetObject on an artifact without TLS',
    'the pipeline may not s3:PutObject on an artifact without TLS',
    'the build may not s3:PutObject on an artifact without TLS',
  ]],
  ['the key is open to everybody', (changed) => { statements(changed, /ArtifactsKey/)[0].Principal = { AWS: '*' }; }, [
    'an intruder may not kms:Decrypt on the artifacts\' key',
    'an intruder may not kms:PutKeyPolicy on the artifacts\' key',
  ]],
  ['the pipeline\'s role trusts the wrong service', (changed) => { statements(changed, /DeliveryPipelineRole[0-9A-F]{8}$/)[0].Principal = { Service: 'codebuild.amazonaws.com' }; }, [
    'CodePipeline may sts:AssumeRole on the pipeline',
    'CodeBuild may not sts:AssumeRole on the pipeline',
  ]],
  ['the build may do everything everywhere', (changed) => { statements(changed, /BuildwebRoleDefaultPolicy/).push({ Effect: 'Allow', Action: '*', Resource: '*' }); }, [
    'the build may not sts:AssumeRole on the deploy role of prod',
    'the build may not secretsmanager:GetSecretValue on a secret of the tools account',
    'the build may not iam:CreateUser on a user of the tools account',
  ]],
  ['a build\'s cache is the whole bucket', (changed) => { statementOfApi(changed, 's3:GetObject').Resource = '*'; }, [
    'the API\'s build may not s3:GetObject on the site\'s cache',
    'the API\'s build may not s3:PutObject on the site\'s cache',
  ]],
  ['a build lists every folder of the cache', (changed) => { delete statementOfApi(changed, 's3:ListBucket').Condition; }, [
    'the API\'s build may not s3:ListBucket on the cache bucket of another build\'s folder',
    'the API\'s build may not s3:ListBucket on the cache bucket',
  ]],
  ['a build\'s network interfaces are for anybody', (changed) => { delete statementOfApi(changed, 'ec2:CreateNetworkInterfacePermission').Condition; }, [
    'the API\'s build may not ec2:CreateNetworkInterfacePermission on a network interface for CodeBuild in another subnet',
    'the API\'s build may not ec2:CreateNetworkInterfacePermission on a network interface for an intruder in its subnet',
  ]],
  ['a check may take on every role', (changed) => {
    statements(changed, /betae2eRoleDefaultPolicy/).find((one) => one.Action === 'sts:AssumeRole')!.Resource = '*';
  }, [
    'the check with a role may not sts:AssumeRole on another role of beta',
  ]],
  ['the pipeline may take on any role', (changed) => { statements(changed, /PipelineRoleDefaultPolicy/).push({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }); }, [
    'the pipeline may not sts:AssumeRole on the deploy role of a neighbour',
  ]],
  ['self-mutation does not look at the tag', (changed) => {
    delete statements(changed, /SelfMutationRoleDefaultPolicy/).find((one) => one.Condition)!.Condition;
  }, [
    'the self-mutation may not sts:AssumeRole on the lookup role of the tools account',
  ]],
  ['the publisher keeps the builds that the CDK gives it', (changed) => remove(statements(changed, /FileRoleDefaultPolicy/), (one) => one.Effect === 'Deny'), [
    'the publisher may not codebuild:StartBuild on the self-mutation\'s project',
  ]],
  ['the review may take on any role', (changed) => { statements(changed, /ReviewSummaryRoleDefaultPolicy/).push({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }); }, [
    'the review may not sts:AssumeRole on the deploy role of prod',
    'the review may not sts:AssumeRole on the lookup role of beta',
  ]],
  ['an approval needs no multi-factor authentication', (changed) => {
    delete statements(changed, /CarefulApproverDefaultPolicy/).find((one) => one.Condition)!.Condition;
  }, [
    'an approver who needs MFA may not codepipeline:PutApprovalResult on the approval of prod',
  ]],
  ['older runs are rejected at any approval', (changed) => {
    statements(changed, /OlderRunsRoleDefaultPolicy/).find((one) => names(one, 'PutApprovalResult'))!.Resource = '*';
  }, [
    'the rejection of older runs may not codepipeline:PutApprovalResult on an approval of beta',
  ]],
  ['releases are held before any stage', (changed) => {
    statements(changed, /HeldReleasesRoleDefaultPolicy/).find((one) => names(one, 'DisableStageTransition'))!.Resource = '*';
  }, [
    'the hold of releases may not codepipeline:DisableStageTransition on another stage of the pipeline',
    'the hold of releases may not codepipeline:EnableStageTransition on the review of prod',
  ]],
  ['a bake may take on any role', (changed) => {
    statements(changed, /betaBakeFunctionRoleDefaultPolicy/).find((one) => one.Action === 'sts:AssumeRole')!.Resource = '*';
  }, [
    'the bake of beta may not sts:AssumeRole on the lookup role of prod',
    'the bake of beta may not sts:AssumeRole on the deploy role of beta',
  ]],
  ['beta was bootstrapped without trust', (changed) => {
    Object.assign(changed.find(({ name }) => name.startsWith(`bootstrap-${BETA}`))!.place.parameters!, { TrustedAccounts: '' });
  }, [
    'the pipeline may sts:AssumeRole on the deploy role of beta',
    'the publisher may sts:AssumeRole on the file publishing role of beta',
  ]],
])('the table notices that %s', async (_fault, makeFaulty, expected) => {
  expect(await untrueAfter(makeFaulty)).toEqual(expect.arrayContaining(expected));
});
