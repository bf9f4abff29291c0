import * as fc from 'fast-check';
import type { Template } from '../../src/rehearsal/model/cloud-assembly';
import { Intrinsics } from '../../src/rehearsal/model/intrinsics';
import { matches, resourcesAllowed } from '../../src/rehearsal/model/role-permissions';

const STACK = { path: '', id: 'Tools', displayName: 'Tools', stackName: 'Tools', account: '111111111111', region: 'eu-west-1', templateFile: '', tags: {}, dependencies: [] };
const allow = (Action: unknown, Resource: unknown = '*') => ({ Statement: { Effect: 'Allow', Action, Resource } });
const role = (Policies?: unknown) => ({ Type: 'AWS::IAM::Role', Properties: { Policies } });
const allowed = (Resources: Template['Resources']) =>
  resourcesAllowed('Role', 'codepipeline:DisableStageTransition', { Resources }, new Intrinsics({ Resources }, STACK));

describe('the policies of a role allow to disable a transition', () => {
  test.each<[string, Template['Resources']]>([
    ['within the role', { Role: role([{ PolicyName: 'p', PolicyDocument: allow('codepipeline:DisableStageTransition') }]) }],
    ['beside it', { Role: role(), Policy: { Type: 'AWS::IAM::Policy', Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: allow(['codepipeline:GetPipelineState', 'codepipeline:Disable*']) } } }],
    ['by a managed policy', { Role: role(), Policy: { Type: 'AWS::IAM::ManagedPolicy', Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: allow('*') } } }],
  ])('%s', (_, resources) => {
    expect(allowed(resources)).toEqual(['*']);
  });

  test('on the resources that they name', () => {
    const arn = { 'Fn::Sub': 'arn:${AWS::Partition}:codepipeline:${AWS::Region}:${AWS::AccountId}:${Pipeline}/prod' };
    expect(allowed({ Role: role([{ PolicyDocument: allow('codepipeline:*', [arn]) }]) })).toEqual(['arn:aws:codepipeline:eu-west-1:111111111111:Pipeline/prod']);
  });
});

test.each<[string, Template['Resources']]>([
  ['another action', { Role: role([{ PolicyDocument: allow('codepipeline:EnableStageTransition') }]) }],
  ['another role', { Role: role(), Policy: { Type: 'AWS::IAM::Policy', Properties: { Roles: [{ Ref: 'Other' }], PolicyDocument: allow('*') } } }],
  ['a denial', { Role: role([{ PolicyDocument: { Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] } }]) }],
  ['no role', {}],
])('the policies of a role allow nothing by %s', (_, resources) => {
  expect(allowed(resources)).toEqual([]);
});

describe('a pattern of a policy', () => {
  test('stands for itself, and with a star for whatever is in its place', () => {
    const text = fc.string().map((given) => given.replace(/[*?\n\r\u2028\u2029]/g, ''));
    fc.assert(fc.property(text, text, text, (before, within, after) => {
      expect(matches(before + within + after, before + within + after)).toBe(true);
      expect(matches(`${before}*${after}`, before + within + after)).toBe(true);
      expect(matches(`${before}?${after}`, `${before}${after}`)).toBe(false);
    }));
  });
});
