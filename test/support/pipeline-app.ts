import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { choosePipeline, Rehearsal, type RehearsalProps, type RehearsalReport } from '../../src/rehearsal';

/** An action as CloudFormation writes it, with less to type. */
export interface TestAction {
  readonly name: string;
  readonly category: string;
  readonly provider: string;
  readonly runOrder?: number;
  readonly namespace?: string;
  readonly roleArn?: string;
  readonly timeoutInMinutes?: number;
  readonly inputs?: string[];
  readonly outputs?: string[];
  readonly configuration?: Record<string, unknown>;
  /** Further properties, as CloudFormation has them. */
  readonly properties?: Record<string, unknown>;
  /** The CodeBuild project that goes with the action. */
  readonly project?: Record<string, unknown>;
}

export interface TestStage {
  readonly name: string;
  readonly actions: TestAction[];
  readonly extra?: Record<string, unknown>;
}

export function source(outputs = ['Source'], name = 'Checkout', namespace?: string): TestAction {
  return { name, category: 'Source', provider: 'CodeStarSourceConnection', outputs, namespace, configuration: { BranchName: 'main', FullRepositoryId: 'owner/shop' } };
}

/** A CodeBuild action. `spec` is a whole buildspec without its version, or the commands of the build phase. */
export function build(name: string, spec: string[] | Record<string, unknown>, more: Partial<TestAction> = {}): TestAction {
  const body = Array.isArray(spec) ? { phases: { build: { commands: spec } } } : spec;
  return {
    name,
    category: 'Build',
    provider: 'CodeBuild',
    inputs: ['Source'],
    ...more,
    configuration: { ProjectName: { Ref: `${name}Project` }, ...more.configuration },
    project: {
      Environment: { Image: 'aws/codebuild/standard:7.0' },
      Source: { Type: 'CODEPIPELINE', BuildSpec: stringify({ version: '0.2', ...body }) },
      ...more.project,
    },
  };
}

export function approval(name: string, runOrder = 1): TestAction {
  return { name, category: 'Approval', provider: 'Manual', runOrder };
}

export function deploy(name: string, templatePath: string, more: Partial<TestAction> = {}): TestAction {
  return {
    name,
    category: 'Deploy',
    provider: 'CloudFormation',
    inputs: [templatePath.split('::')[0]],
    ...more,
    configuration: { ActionMode: 'CREATE_UPDATE', StackName: name, TemplatePath: templatePath, ...more.configuration },
  };
}

export function stage(name: string, ...actions: TestAction[]): TestStage {
  return { name, actions };
}

/** The template of a stack that holds a pipeline and its projects. */
export function pipelineTemplate(stages: TestStage[], properties: Record<string, unknown> = {}): Record<string, unknown> {
  const projects = stages.flatMap((one) => one.actions).filter((action) => action.project)
    .map((action) => [`${action.name}Project`, { Type: 'AWS::CodeBuild::Project', Properties: action.project }]);
  return {
    Resources: {
      Pipeline: { Type: 'AWS::CodePipeline::Pipeline', Properties: { RestartExecutionOnUpdate: true, ...properties, Stages: stages.map(renderStage) } },
      ...Object.fromEntries(projects) as object,
    },
  };
}

function renderStage({ name, actions, extra }: TestStage) {
  return {
    Name: name,
    Actions: actions.map((action) => ({
      Name: action.name,
      ActionTypeId: { Category: action.category, Owner: 'AWS', Provider: action.provider, Version: '1' },
      RunOrder: action.runOrder ?? 1,
      ...(action.timeoutInMinutes && { TimeoutInMinutes: action.timeoutInMinutes }),
      ...(action.roleArn && { RoleArn: action.roleArn }),
      ...(action.namespace && { Namespace: action.namespace }),
      Configuration: action.configuration ?? {},
      InputArtifacts: (action.inputs ?? []).map((artifact) => ({ Name: artifact })),
      OutputArtifacts: (action.outputs ?? []).map((artifact) => ({ Name: artifact })),
      ...action.properties,
    })),
    ...extra,
  };
}

/** The files of a cloud assembly with one stack, below a prefix. */
export function assemblyFiles(prefix: string, template: unknown, stack = 'Tools'): Record<string, string> {
  const manifest = {
    version: '36.0.0',
    artifacts: {
      [stack]: { type: 'aws:cloudformation:stack', environment: 'aws://111111111111/eu-west-1', properties: { templateFile: `${stack}.template.json` } },
    },
  };
  return { [`${prefix}manifest.json`]: JSON.stringify(manifest), [`${prefix}${stack}.template.json`]: JSON.stringify(template) };
}

/** A repository and its synthesized app in a temporary folder, whose path has a space to keep everybody honest. */
export class PipelineApp {
  public readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'rehearsal test-')));
  public readonly source = join(this.root, 'source');
  public readonly app = join(this.root, 'cdk.out');
  public readonly output = join(this.root, '.rehearsal');
  public readonly temporary = join(this.root, 'tmp');
  public readonly lines: string[] = [];

  constructor(stages?: TestStage[], properties?: Record<string, unknown>) {
    mkdirSync(this.source);
    mkdirSync(this.temporary);
    if (stages) {
      this.write(assemblyFiles('cdk.out/', pipelineTemplate(stages, properties)));
    }
  }

  /** Writes files, given by their paths below the root. */
  public write(files: Record<string, string>): this {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), text);
    }
    return this;
  }

  public async rehearse(props: Partial<RehearsalProps> = {}): Promise<RehearsalReport> {
    const rehearsal = new Rehearsal({
      pipeline: props.pipeline ?? choosePipeline(this.app),
      sources: { first: this.source, byAction: {} },
      app: this.app,
      output: this.output,
      approve: async () => ({ approved: false, reason: 'nobody is there' }),
      progress: (line) => this.lines.push(line),
      environment: { PATH: process.env.PATH, HOME: process.env.HOME },
      signal: new AbortController().signal,
      ...props,
    });
    return rehearsal.run();
  }

  /** The log of an action's build. */
  public log(report: RehearsalReport, action: string): string {
    const found = report.executions.at(-1)!.stages.flatMap((one) => one.actions).find((one) => one.name === action);
    return readFileSync(join(this.output, found!.log!), 'utf8');
  }

  public remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** What happened, as `Stage/Action: status`, the restarts separated by a line of their own. */
export function trace(report: RehearsalReport): string[] {
  return report.executions.flatMap(({ number, stages }) => [
    ...(number > 1 ? ['restart'] : []),
    ...stages.flatMap((one) => one.actions.map((action) => `${one.name}/${action.name}: ${action.status}`)),
  ]);
}

/** The reasons and remarks of an action of the last execution. */
export function said(report: RehearsalReport, action: string): string {
  const found = report.executions.at(-1)!.stages.flatMap((one) => one.actions).find((one) => one.name === action)!;
  return [...found.reasons, ...found.remarks].join('\n');
}
