import { Lazy } from 'aws-cdk-lib';
import fc from 'fast-check';
import { containerOf, serviceTemplate, serviceWith } from '../../support/services';

const parameters = { WEB_URL: '/orders/beta/web/url', LEVEL: 'level' };
const secrets = {
  DB_PASSWORD: 'orders/db:password',
  LICENSE: 'license',
  API_KEY: 'arn:aws:secretsmanager:eu-central-1:222222222222:secret:partner/key-AbCdEf',
  API_USER: 'arn:aws:secretsmanager:eu-central-1:222222222222:secret:partner/key-AbCdEf:user',
};
const KEY = 'arn:aws:kms:eu-west-1:111111111111:key/0a1b2c3d-0000-0000-0000-000000000000';

/** What a template says where its partition is the usual one. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replace(/\{"Fn::Join":\["",\["([^"]*)",\{"Ref":"AWS::Partition"\},"([^"]*)"\]\]\}/g, '"$1aws$2"'));

describe('[E3] parameters and secrets', () => {
  const template = serviceTemplate({ parameters, secrets, configurationKeyArn: KEY });

  test('are variables of the container', () => {
    expect(plain(containerOf(template).Secrets)).toEqual([
      { Name: 'WEB_URL', ValueFrom: 'arn:aws:ssm:eu-west-1:111111111111:parameter/orders/beta/web/url' },
      { Name: 'LEVEL', ValueFrom: 'arn:aws:ssm:eu-west-1:111111111111:parameter/level' },
      { Name: 'DB_PASSWORD', ValueFrom: 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:orders/db:password::' },
      { Name: 'LICENSE', ValueFrom: 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:license' },
      { Name: 'API_KEY', ValueFrom: secrets.API_KEY },
      { Name: 'API_USER', ValueFrom: `${secrets.API_USER}::` },
    ]);
  });

  test('are no values in the template', () => {
    expect(containerOf(template).Environment).toBeUndefined();
  });

  test('can be read before the service starts its tasks', () => {
    const [{ DependsOn }] = Object.values(template.findResources('AWS::ECS::Service')) as unknown as { DependsOn: string[] }[];
    expect(DependsOn).toEqual(expect.arrayContaining([expect.stringContaining('TaskExecutionRoleDefaultPolicy')]));
  });

  test('leave the container as it was where there are none', () => {
    expect(containerOf(serviceTemplate()).Secrets).toBeUndefined();
  });
});

describe('[E3] bad configuration', () => {
  test('is reported at once, by variable', () => {
    expect(serviceWith({ environment: { 'LOG-LEVEL': 'info' }, parameters: { URL: '/a b' }, secrets: { 'DB.PASSWORD': 'db', 'KEY': 'a:b:c' }, configurationKeyArn: 'alias/orders' }))
      .toThrow(new RegExp([
        '^Stack/Api has 5 problems:',
        '  - environment\\.LOG-LEVEL must be an environment variable\'s name, got: LOG-LEVEL\\. .+',
        '  - secrets\\.DB\\.PASSWORD must be an environment variable\'s name, got: DB\\.PASSWORD\\. .+',
        '  - parameters\\.URL must be the name of a parameter, got: /a b\\. .+',
        '  - secrets\\.KEY must be the name or ARN of a secret, .+, got: a:b:c\\. .+',
        '  - configurationKeyArn must be the ARN of a key, got: alias/orders\\. .+',
      ].join('\n')));
  });

  test('gives no variable two sources', () => {
    expect(serviceWith({ environment: { URL: 'a' }, parameters: { URL: '/url' }, secrets: { URL: 'url' } }))
      .toThrow(/the key of parameters\.URL must differ from environment\.URL, got: URL.*\n.*the key of secrets\.URL must differ from environment\.URL/);
  });

  test('names nothing that is known at deployment only, because the right to read it is made from the name', () => {
    expect(serviceWith({ parameters: { URL: Lazy.string({ produce: () => '/url' }) } })).toThrow(/parameters\.URL must be the name of a parameter/);
  });

  test('is every name that Secrets Manager does not take', () => {
    const allowed = /^[A-Za-z0-9/_+=.@-]{1,512}$/;
    fc.assert(fc.property(fc.string({ maxLength: 20 }).filter((name) => !allowed.test(name) && !name.includes(':')), (name) => {
      expect(serviceWith({ secrets: { A: name } })).toThrow(/secrets\.A must be the name or ARN of a secret/);
    }), { numRuns: 25 });
  });
});
