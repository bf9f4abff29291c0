import { may, mayNot, PolicyRow } from './policy-table';

const FUNCTIONS = ['the publisher', 'the driver', 'the operator'];
const CHANGES = ['cloudfront-keyvaluestore:DescribeKeyValueStore', 'cloudfront-keyvaluestore:ListKeys', 'cloudfront-keyvaluestore:UpdateKeys'];
const FILES = ['a file of a release', 'the manifest of a release'];

/** What the functions behind the releases of a site, and their state machine, may do. */
export const RELEASE_POLICIES: PolicyRow[] = [
  ...FUNCTIONS.flatMap((who) => [
    may('Lambda', 'sts:AssumeRole', who),
    mayNot('Step Functions', 'sts:AssumeRole', who),
    ...CHANGES.map((action) => may(who, action, 'its store')),
    ...CHANGES.map((action) => mayNot(who, action, 'another store')),
    mayNot(who, 'cloudfront:DeleteKeyValueStore', 'its store'),
    mayNot(who, 'cloudfront:UpdateDistribution', 'the distribution'),
    mayNot(who, 'cloudfront:CreateInvalidation', 'the distribution'),
    mayNot(who, 's3:PutObject', 'a file elsewhere in the bucket'),
    mayNot(who, 's3:DeleteObject', 'a file elsewhere in the bucket'),
    mayNot(who, 's3:DeleteObjectVersion', 'a file of a release'),
    mayNot(who, 's3:PutBucketPolicy', 'the bucket'),
    mayNot(who, 's3:GetObject', 'a file of a release'),
  ]),

  ...FILES.map((file) => may('the publisher', 's3:PutObject', file)),
  ...['the publisher', 'the driver'].flatMap((who) => FILES.map((file) => may(who, 's3:DeleteObject', file))),
  ...['s3:PutObject', 's3:DeleteObject'].flatMap((action) => FILES.map((file) => mayNot('the operator', action, file))),
  ...FILES.map((file) => mayNot('the driver', 's3:PutObject', file)),
  ...['the publisher', 'the driver'].map((who) => may(who, 's3:GetObject', 'the manifest of a release')),
  mayNot('the operator', 's3:GetObject', 'the manifest of a release'),
  may('the publisher', 's3:GetObject', 'the packed content'),
  mayNot('the publisher', 's3:PutObject', 'the packed content'),
  mayNot('the driver', 's3:GetObject', 'the packed content'),

  may('the publisher', 'states:StartExecution', 'the state machine'),
  may('the operator', 'states:StartExecution', 'the state machine'),
  mayNot('the driver', 'states:StartExecution', 'the state machine'),
  ...FUNCTIONS.map((who) => mayNot(who, 'states:UpdateStateMachine', 'the state machine')),

  ...['the error rate', 'the refusal rate', 'an alarm of the user'].map((alarm) => may('the driver', 'cloudwatch:DescribeAlarms', alarm)),
  mayNot('the driver', 'cloudwatch:DescribeAlarms', 'another alarm'),
  mayNot('the driver', 'cloudwatch:SetAlarmState', 'the error rate'),

  may('Step Functions', 'sts:AssumeRole', 'the machine'),
  mayNot('Lambda', 'sts:AssumeRole', 'the machine'),
  may('the machine', 'lambda:InvokeFunction', 'the function of the driver'),
  mayNot('the machine', 'lambda:InvokeFunction', 'the function of the operator'),
  mayNot('the machine', 'lambda:UpdateFunctionCode', 'the function of the driver'),
  mayNot('the machine', 'cloudfront-keyvaluestore:UpdateKeys', 'its store'),
];
