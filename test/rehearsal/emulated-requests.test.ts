import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionDefinition } from '../../src/rehearsal';
import { roleOf } from '../../src/rehearsal/deployment/emulated/account-access';
import { stackInput, stackPolicy } from '../../src/rehearsal/deployment/emulated/stack-input';
import { folderWith } from '../support/stages';

const folder = folderWith({ 'template.json': '{}', 'configuration.json': '' });
afterAll(() => rmSync(folder, { recursive: true }));

const deployRole = (account: string) => `arn:aws:iam::${account}:role/deploy`;
const action = (configuration: Record<string, string> = {}, roleArn?: string): ActionDefinition =>
  ({ stage: 'Beta', name: 'Deploy', category: 'Deploy', provider: 'CloudFormation', runOrder: 1, configuration, roleArn, inputs: [], outputs: [] });

function request(configuration: Record<string, string>, templateConfiguration?: string) {
  const at = (name: string) => ({ reference: `App::${name}`, file: join(folder, name) });
  writeFileSync(join(folder, 'configuration.json'), templateConfiguration ?? '');
  return {
    action: action(configuration),
    stack: { account: '222222222222', region: 'eu-west-1', name: 'api' },
    template: at('template.json'),
    ...(templateConfiguration !== undefined && { templateConfiguration: at('configuration.json') }),
  };
}

describe('the role that acts', () => {
  test('is the action\'s own', () => {
    expect(roleOf(action({ RoleArn: deployRole('222222222222') }, deployRole('222222222222')), '222222222222')).toBe(deployRole('222222222222'));
  });

  test('is one of the pipeline\'s account for an action without one, or with one that is known only once it is deployed', () => {
    expect(roleOf(action(), '111111111111')).toBe('arn:aws:iam::111111111111:role/role-of-the-pipeline');
    expect(roleOf(action({}, 'Role.Arn'), '111111111111')).toBe('arn:aws:iam::111111111111:role/role-of-the-pipeline');
  });

  test('cannot hand over a role of another account', () => {
    expect(() => roleOf(action({ RoleArn: deployRole('333333333333') }, deployRole('222222222222')), '222222222222'))
      .toThrow('the action acts in the account 222222222222 and cannot hand over a role of 333333333333 in Configuration.RoleArn');
  });
});

describe('what is handed to CloudFormation', () => {
  test('has the overrides before the template configuration, which has tags and a policy', () => {
    const asked = request(
      { ParameterOverrides: '{"Size":2}', Capabilities: 'CAPABILITY_IAM,CAPABILITY_AUTO_EXPAND', RoleArn: deployRole('222222222222') },
      '{"Parameters":{"Size":"1","Name":"x"},"Tags":{"team":"a"},"StackPolicy":{"Statement":[]}}',
    );
    expect(stackInput(asked)).toEqual({
      StackName: 'api',
      TemplateBody: '{}',
      Parameters: [{ ParameterKey: 'Size', ParameterValue: '2' }, { ParameterKey: 'Name', ParameterValue: 'x' }],
      Tags: [{ Key: 'team', Value: 'a' }],
      Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_AUTO_EXPAND'],
      RoleARN: deployRole('222222222222'),
    });
    expect(stackPolicy(asked)).toEqual({ StackPolicyBody: '{"Statement":[]}' });
  });

  test.each([
    ['overrides that are no JSON', { ParameterOverrides: '{' }, undefined, /^ParameterOverrides must be JSON: /],
    ['overrides that are no object', { ParameterOverrides: '[]' }, undefined, /^ParameterOverrides must be a JSON object$/],
    ['a template configuration that is no JSON', {}, 'Parameters:', /^TemplateConfiguration App::configuration.json must be JSON: /],
    ['an override that is computed', { ParameterOverrides: '{"Key":{"Fn::GetArtifactAtt":["App","ObjectKey"]}}' }, undefined, /^ParameterOverrides computes Key with Fn::GetArtifactAtt/],
  ])('cannot be %s', (_what, configuration, templateConfiguration, message) => {
    expect(() => stackInput(request(configuration as Record<string, string>, templateConfiguration))).toThrow(message);
  });
});
