import { CloudFormationStack, CloudFormationTemplate } from './cloudformation-template';
import { PolicyLandscape } from './policy-landscape';
import { may, mayNot, PolicyRow } from './policy-table';
import { serviceTemplate } from '../services';

const ACCOUNT = '111111111111';
const REGION = 'eu-west-1';
const PARTNER_SECRET = `arn:aws:secretsmanager:${REGION}:222222222222:secret:partner/key-AbCdEf`;
const keyArn = (id: string) => `arn:aws:kms:${REGION}:${ACCOUNT}:key/${id}`;

/** A service with parameters and secrets, in an account where there are others. */
export function serviceLandscape(): PolicyLandscape {
  const template = serviceTemplate({
    parameters: { WEB_URL: '/orders/beta/web/url' },
    secrets: { DB_PASSWORD: 'orders/db:password', PARTNER: PARTNER_SECRET },
    configurationKeyArn: keyArn('OrdersKey'),
  });
  const templates = [template.toJSON() as CloudFormationTemplate, keys('OrdersKey', 'OtherKey')];
  return new PolicyLandscape(templates.map((one) => new CloudFormationStack(one, { account: ACCOUNT, region: REGION })));
}

/** Keys as people make them: their policies leave the decision to the account's roles. */
function keys(...ids: string[]): CloudFormationTemplate {
  const statement = { Effect: 'Allow', Action: 'kms:*', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Resource: '*' };
  const properties = { KeyPolicy: { Version: '2012-10-17', Statement: [statement] } };
  return { Resources: Object.fromEntries(ids.map((id) => [id, { Type: 'AWS::KMS::Key', Properties: properties }])) };
}

/** What the table calls the principals and resources of a service. */
export function serviceNames(landscape: PolicyLandscape): Record<string, string> {
  const secret = (name: string) => `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}`;
  const parameter = (name: string) => `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/${name}`;
  return {
    'ECS tasks': 'ecs-tasks.amazonaws.com',
    'Lambda': 'lambda.amazonaws.com',
    'the start of tasks': landscape.roleLike('TaskExecutionRole'),
    'the application': landscape.roleLike('TaskTaskRole'),
    'its parameter': parameter('orders/beta/web/url'),
    'a parameter below its own': parameter('orders/beta/web/url/old'),
    'another parameter': parameter('orders/prod/web/url'),
    'its secret': secret('orders/db-Zy9Xw8'),
    'a secret named alike': secret('orders/db-replica-Zy9Xw8'),
    'another secret': secret('orders/api-Zy9Xw8'),
    'its partner\'s secret': PARTNER_SECRET,
    'another secret of its partner': PARTNER_SECRET.replace('AbCdEf', 'FeDcBa'),
    'its key': keyArn('OrdersKey'),
    'another key': keyArn('OtherKey'),
  };
}

const READS = { parameter: 'ssm:GetParameters', secret: 'secretsmanager:GetSecretValue' };

/** E3: what is configured can be read when tasks start, and nothing else, and not by the application. */
export const SERVICE_POLICIES: PolicyRow[] = [
  may('ECS tasks', 'sts:AssumeRole', 'the start of tasks'),
  may('ECS tasks', 'sts:AssumeRole', 'the application'),
  mayNot('Lambda', 'sts:AssumeRole', 'the start of tasks'),
  may('the start of tasks', READS.parameter, 'its parameter'),
  mayNot('the start of tasks', READS.parameter, 'a parameter below its own'),
  mayNot('the start of tasks', READS.parameter, 'another parameter'),
  mayNot('the start of tasks', 'ssm:GetParameterHistory', 'its parameter'),
  mayNot('the start of tasks', 'ssm:PutParameter', 'its parameter'),
  may('the start of tasks', READS.secret, 'its secret'),
  mayNot('the start of tasks', READS.secret, 'a secret named alike'),
  mayNot('the start of tasks', READS.secret, 'another secret'),
  mayNot('the start of tasks', 'secretsmanager:PutSecretValue', 'its secret'),
  mayNot('the start of tasks', READS.secret, 'another secret of its partner'),
  may('the start of tasks', 'kms:Decrypt', 'its key', 'through Parameter Store'),
  may('the start of tasks', 'kms:Decrypt', 'its key', 'through Secrets Manager'),
  mayNot('the start of tasks', 'kms:Decrypt', 'its key', 'through S3'),
  mayNot('the start of tasks', 'kms:Decrypt', 'another key', 'through Parameter Store'),
  mayNot('the application', READS.parameter, 'its parameter'),
  mayNot('the application', READS.secret, 'its secret'),
  mayNot('the application', 'kms:Decrypt', 'its key', 'through Secrets Manager'),
];
