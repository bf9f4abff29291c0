import { App, aws_ssm as ssm, Stack, Stage } from 'aws-cdk-lib';
import { Project } from 'projen';
import { MultiAccountPipeline, PipelineBlueprint, PipelineSource } from '../../src';
import { BuildspecFile } from '../../src/projen';
import { appsOfThisFile } from '../support/apps';
import { exampleDocument } from '../support/blueprints';
import { CONNECTION_ARN } from '../support/delivery';
import { PipelineApp, said, trace } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const COMMANDS = ['echo "the commands run"', 'mkdir -p web/dist reports', 'cp web/page web/dist/index.html', 'echo \'<testsuite tests="1"><testcase name="a"/></testsuite>\' > reports/junit.xml'];
const REUSED = { output: 'web/dist', paths: ['web/*'] };
const TAKEN = 'nothing has changed that the build depends on: no command ran, web/dist is the one of build DeliveryPipelineBuildweb';

/** A pipeline whose build hands the page of the repository on to the synth, which shows it. */
function synthesize(app: PipelineApp, build: Record<string, unknown>, document = {}): void {
  const environments = [{ name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'development' }];
  const blueprint = PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({ environments, selfMutation: false, builds: [{ name: 'web', ...REUSED, ...build }], ...document })));
  const cdk = new App({ outdir: app.app });
  const stack = new Stack(cdk, 'Tools', { env: blueprint.tools });
  const pipeline = new MultiAccountPipeline(stack, 'Delivery', {
    blueprint,
    source: PipelineSource.connection('acme/shop', { connectionArn: CONNECTION_ARN }),
    synth: { installCommands: [], commands: ['echo "page: $(cat web/dist/index.html)"', 'mkdir cdk.out', 'touch cdk.out/done'] },
  });
  const stage = new Stage(cdk, 'beta-api', { env: { account: '222222222222', region: 'eu-west-1' } });
  new ssm.StringParameter(new Stack(stage, 'Api'), 'Parameter', { stringValue: 'x' });
  pipeline.addStage(pipeline.environments[0], stage);
  cdk.synth();
}

interface Outcome {
  readonly ran: boolean;
  /** What the synth was given. */
  readonly page: string;
  readonly said: string;
  readonly tests?: number;
}

async function rehearse(app: PipelineApp, props: Parameters<PipelineApp['rehearse']>[0] = {}): Promise<Outcome> {
  const report = await app.rehearse(props);
  expect(trace(report).filter((line) => line.startsWith('Build/'))).toEqual(['Build/web: succeeded', 'Build/Synth: succeeded']);
  const web = report.executions.at(-1)!.stages.flatMap(({ actions }) => actions).find(({ name }) => name === 'web')!;
  return {
    ran: /^the commands run$/m.test(app.log(report, 'web')),
    page: /^page: (.*)$/m.exec(app.log(report, 'Synth'))![1],
    said: said(report, 'web'),
    tests: web.reports?.[0]?.tests?.tests,
  };
}

const INLINE = { commands: COMMANDS, reports: [{ format: 'junit', files: ['reports/*.xml'] }] };

test('P2: a build by commands takes its last output while nothing has changed, and the report says so', async () => {
  const app = newApp().write({ 'source/web/page': 'one', 'source/docs/guide': 'a' });
  synthesize(app, INLINE);
  expect(await rehearse(app)).toEqual({ ran: true, page: 'one', said: '', tests: 1 });
  app.write({ 'source/docs/guide': 'b' });
  expect(await rehearse(app)).toEqual({ ran: false, page: 'one', said: expect.stringContaining(TAKEN), tests: 1 });
  expect(await rehearse(app)).toMatchObject({ ran: false, page: 'one' });
  app.write({ 'source/web/page': 'two' });
  expect(await rehearse(app)).toEqual({ ran: true, page: 'two', said: '', tests: 1 });
}, 120_000);

test('P2: a build by the project type\'s buildspec takes its last output, and builds when that buildspec is another one', async () => {
  const app = newApp().write({ 'source/web/page': 'one' });
  synthesize(app, {});
  const generate = (...more: string[]) => {
    const project = new Project({ name: 'shop', outdir: app.source });
    new BuildspecFile(project, 'web/buildspec.yml', { runtimes: { nodejs: '22' }, commands: [...COMMANDS, ...more], junitReports: 'reports', ...REUSED, paths: ['web/page'] });
    project.synth();
  };
  generate();
  expect(await rehearse(app)).toMatchObject({ ran: true, page: 'one', tests: 1 });
  expect(await rehearse(app)).toMatchObject({ ran: false, page: 'one', said: expect.stringContaining(TAKEN), tests: 1 });
  generate('echo more');
  expect(await rehearse(app)).toMatchObject({ ran: true, page: 'one' });
}, 120_000);

test('P2: a build runs again with another setting or another value of a variable of the pipeline', async () => {
  const app = newApp().write({ 'source/web/page': 'one' });
  const variables = { NOTE: { defaultValue: 'none' } };
  synthesize(app, INLINE, { variables });
  expect((await rehearse(app)).ran).toBe(true);
  expect((await rehearse(app, { variables: { NOTE: 'new' } })).ran).toBe(true);
  expect((await rehearse(app, { variables: { NOTE: 'new' } })).ran).toBe(false);
  synthesize(app, { ...INLINE, variables: { LEVEL: 'debug' } }, { variables });
  expect((await rehearse(app, { variables: { NOTE: 'new' } })).ran).toBe(true);
}, 120_000);

test('P2: a build takes nothing from one that failed', async () => {
  const app = newApp().write({ 'source/web/page': 'one' });
  synthesize(app, { ...INLINE, commands: [...COMMANDS, 'test ! -e docs'] });
  app.write({ 'source/docs': 'not part of the paths' });
  expect(trace(await app.rehearse())).toContain('Build/web: failed');
  expect(trace(await app.rehearse())).toContain('Build/web: failed');
}, 120_000);
