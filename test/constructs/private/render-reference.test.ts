import { App, aws_s3 as s3, Fn, Stack } from 'aws-cdk-lib';
import { renderReference } from '../../../src/constructs/private/render-reference';

const stack = new Stack(new App(), 'Stack');

test.each([
  ['text', 'arn:aws:s3:::bucket/*', 'arn:aws:s3:::bucket/*'],
  ['a substitution', Fn.sub('${AWS::Region}/*'), '<AWS::Region>/*'],
  ['an import', Fn.importValue('other'), 'other'],
  ['another function', Fn.base64('x'), '{"Fn::Base64":"x"}'],
  ['a joined partition', stack.formatArn({ service: 's3', account: '', region: '', resource: 'bucket' }), 'arn:<AWS::Partition>:s3:::bucket'],
])('%s is written as findings name it', (_, value, expected) => {
  expect(renderReference(stack, value)).toBe(expected);
});

test('an attribute is written with its resource', () => {
  const bucket = new s3.Bucket(stack, 'Bucket');
  expect(renderReference(stack, bucket.arnForObjects('*'))).toMatch(/^<Bucket[0-9A-F]{8}\.Arn>\/\*$/);
});
