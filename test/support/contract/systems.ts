import type { System } from './delivered-system';

const tools = { account: '111111111111', region: 'us-east-1' };
const [DEV, STAGING, PROD] = ['222222222222', '333333333333', '444444444444'];
const REGION = 'us-east-1';
const check = (name: string, outputs?: Record<string, string>) => ({ name, commands: [`npm run ${name}`], ...(outputs && { outputs }) });
const environment = (name: string, account: string, profile: string, more: object = {}) => ({ name, account, regions: [REGION], profile, ...more });

/** The shapes of the five teams' documents, and those that are easy to get wrong. */
export const SYSTEMS: Readonly<Record<string, System>> = {
  'LEGAL: beta and prod by CodePipeline, one image, four stacks one after another': {
    document: {
      application: 'legal',
      tools: { ...tools, region: 'us-east-2' },
      environments: [
        environment('beta', DEV, 'development', { regions: ['us-east-2'], checks: [check('smoke', { APP_URL: 'app.Url' })] }),
        environment('prod', PROD, 'production', { regions: ['us-east-2'], approval: { type: 'manual', instructions: 'QA has verified beta.' }, checks: [check('smoke', { APP_URL: 'app.Url' })] }),
      ],
      builds: [{ name: 'image' }],
    },
    stages: { registry: [], agent: ['registry'], app: ['agent'], runtime: ['app'] },
  },
  'ENERGY: dev, staging and prod with integration, end-to-end and load tests': {
    document: {
      application: 'energy',
      tools,
      environments: [
        environment('dev', DEV, 'development', { checks: [check('integration', { API_URL: 'api.Url' }), check('smoke')] }),
        environment('staging', STAGING, 'staging', { checks: [check('e2e', { WEB_URL: 'web.Url' }), check('performance')] }),
        environment('prod', PROD, 'production', { checks: [check('smoke'), check('metrics')] }),
      ],
      builds: [{ name: 'frontend', output: 'frontend/dist' }, { name: 'functions', output: 'functions/dist' }],
    },
    stages: { api: [], web: ['api'] },
  },
  'BIO: three environments, approved twice': {
    document: {
      application: 'biomerkin',
      tools,
      environments: [
        environment('dev', DEV, 'development', { checks: [check('integration')] }),
        environment('staging', STAGING, 'staging', { approval: { type: 'manual' } }),
        environment('prod', PROD, 'production', { checks: [check('validate')] }),
      ],
      builds: [{ name: 'lambdas', output: 'lambdas/dist' }],
    },
    stages: { data: [], functions: ['data'], monitoring: ['functions'] },
  },
  'BOT: develop to dev, main to prod': {
    document: {
      application: 'service-bot',
      tools,
      environments: [environment('dev', DEV, 'development'), environment('prod', PROD, 'production')],
      branches: { develop: ['dev'], main: ['prod'] },
      builds: [{ name: 'frontend', output: 'frontend/build' }],
    },
    stages: { backend: [], frontend: ['backend'] },
  },
  'HEALTH: one production account, backend and frontend built and deployed in parallel': {
    document: {
      application: 'cloud-health',
      tools,
      environments: [environment('prod', PROD, 'production', { checks: [check('health', { API_URL: 'backend.Url' }), check('smoke')] })],
      builds: [{ name: 'backend' }, { name: 'frontend', output: 'frontend/build' }],
    },
    stages: { backend: [], frontend: [] },
  },
  'P5: several environments in one account': {
    document: { application: 'shared', tools, environments: ['dev', 'test', 'demo'].map((name) => environment(name, DEV, 'development', { checks: [check('smoke')] })) },
    stages: { api: [] },
  },
  'P5: environments in the tools account': {
    document: { application: 'single', tools, environments: [environment('beta', tools.account, 'development'), environment('prod', tools.account, 'production')] },
    stages: { api: [], web: [] },
  },
  'P5: several regions in several accounts': {
    document: {
      application: 'global',
      tools,
      environments: [
        environment('beta', DEV, 'staging', { regions: ['eu-west-1', 'us-east-1'], checks: [check('smoke', { API_URL: 'api-eu-west-1.Url' })] }),
        environment('prod', PROD, 'production', { regions: ['eu-west-1', 'us-east-1', 'ap-southeast-2'] }),
      ],
    },
    stages: { api: [], web: ['api'] },
  },
  'P5: a stage after two that are parallel after a third': {
    document: { application: 'diamond', tools, environments: [environment('prod', PROD, 'production')] },
    stages: { network: [], api: ['network'], worker: ['network'], web: ['api', 'worker'] },
  },
  'production that is entered unattended on purpose, development that is not': {
    document: {
      application: 'unattended',
      tools,
      environments: [environment('dev', DEV, 'development', { approval: { type: 'manual' } }), environment('prod', PROD, 'production', { approval: { type: 'none' } })],
    },
    stages: { api: [] },
  },
  'three branches, one with two environments': {
    document: {
      application: 'branches',
      tools,
      environments: [environment('dev', DEV, 'development'), environment('beta', STAGING, 'staging'), environment('prod', PROD, 'production'), environment('lts', PROD, 'production')],
      branches: { 'develop': ['dev'], 'main': ['beta', 'prod'], 'release/1.x': ['lts'] },
    },
    stages: { api: [] },
  },
};
