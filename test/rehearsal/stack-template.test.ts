import { join } from 'node:path';
import { readStackTemplate } from '../../src/rehearsal/deployment/stack-template';
import { appsOfThisFile } from '../support/apps';

const newApp = appsOfThisFile();
const nested = (path: string) => ({ Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': path } });

function read(files: Record<string, string>) {
  return readStackTemplate(join(newApp().write(files).root, Object.keys(files)[0]));
}

describe('the template of a stack', () => {
  test('is read from YAML with the short forms of functions', () => {
    const { body } = read({ 'a.yml': 'Resources:\n  A:\n    Type: X\n    Properties:\n      Name: !Sub "${B}"\n      Arn: !GetAtt [B, Arn]\n      Zone: !Select [0, !GetAZs {Ref: R}]\n      On: !Ref B\n' });
    expect(body.Resources).toEqual({
      A: { Type: 'X', Properties: { Name: { 'Fn::Sub': '${B}' }, Arn: { 'Fn::GetAtt': ['B', 'Arn'] }, Zone: { 'Fn::Select': [0, { 'Fn::GetAZs': { Ref: 'R' } }] }, On: { Ref: 'B' } } },
    });
  });

  test('comes with those of its nested stacks, as far as they are there', () => {
    const parent = JSON.stringify({ Resources: { Child: nested('child.json'), Lost: nested('lost.json') } });
    const { nested: children } = read({ 'out/a.json': parent, 'out/child.json': JSON.stringify({ Resources: { B: { Type: 'X' } } }) });
    expect(children).toEqual({ Child: { body: { Resources: { B: { Type: 'X' } } }, nested: {} } });
  });

  test('may name itself without end', () => {
    expect(read({ 'a.json': JSON.stringify({ Resources: { Self: nested('a.json') } }) }).nested).toEqual({});
  });

  test.each([['{', 'a.json is neither JSON nor YAML'], ['- a', 'a.json must hold a template, got: - a']])('must be an object, unlike %s', (text, message) => {
    expect(() => read({ 'a.json': text })).toThrow(message);
  });
});
