import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const SCRIPTS = join(__dirname, '..', '..', 'assets', 'review');
const folders: string[] = [];

afterAll(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** What the stand-in for the AWS CLI says to a call that has all of these words, with the credentials of an account. */
export interface Answer {
  readonly words: readonly string[];
  readonly account?: string;
  readonly answer?: unknown;
  readonly error?: string;
}

export interface ReviewRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const ACCOUNT = '222222222222';
export const STACK = {
  name: 'prod-api', account: ACCOUNT, region: 'eu-west-1', lookupRoleArn: `arn:\${AWS::Partition}:iam::${ACCOUNT}:role/lookup`, template: 'api.template.json', changeSet: true,
};
export const REVIEW = { environment: 'prod', pipelineStage: 'prod', stacks: [STACK] };

/** The lookup role can be assumed. */
export const ROLE: Answer = {
  words: ['assume-role', `arn:aws:iam::${ACCOUNT}:role/lookup`],
  answer: { Credentials: { AccessKeyId: `key-of-${ACCOUNT}`, SecretAccessKey: 'hidden-secret', SessionToken: 'hidden-token' } },
};

export const exists = (name = STACK.name, StackStatus = 'UPDATE_COMPLETE'): Answer =>
  ({ words: ['describe-stacks', name, 'Stacks[0].StackStatus'], account: ACCOUNT, answer: StackStatus });
export const missing = (name = STACK.name): Answer => ({
  words: ['describe-stacks', name], account: ACCOUNT, error: `An error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id ${name} does not exist`,
});

/** A change set that is ready, unless something else is said. */
export const changeSet = (name: string, Changes: readonly unknown[], more: object = {}, stack = STACK.name): Answer => ({
  words: ['describe-change-set', stack, name, '--include-property-values'], account: ACCOUNT, answer: { Status: 'CREATE_COMPLETE', Changes, ...more },
});
export const NOTHING = { Status: 'FAILED', StatusReason: "The submitted information didn't contain changes. Submit different information to create a change set." };

/** A change as CloudFormation describes it. */
export const change = (LogicalResourceId: string, ResourceType: string, Action: string, more: object = {}) =>
  ({ Type: 'Resource', ResourceChange: { LogicalResourceId, ResourceType, Action, ...more } });

export const context = (Properties: object) => JSON.stringify({ Properties });

/** The root of a cloud assembly in which the scripts of a review run. */
export class ReviewFolder {
  public readonly root = mkdtempSync(join(tmpdir(), 'review-'));

  constructor(answers: readonly Answer[], review: unknown = REVIEW) {
    folders.push(this.root);
    this.write({ 'aws.json': answers, 'review.json': review, 'api.template.json': {} });
  }

  public write(files: Readonly<Record<string, unknown>>): this {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), typeof content === 'string' ? content : JSON.stringify(content));
    }
    return this;
  }

  public run(script: string, args = ['review.json', 'review'], environment: Record<string, string> = { AWS_PARTITION: 'aws', PIPELINE_NAME: 'Orders' }): ReviewRun {
    const path = [join(__dirname, 'review-bin'), process.env.PATH].join(delimiter);
    const env = { PATH: path, FAKE_AWS: join(this.root, 'aws.json'), ...environment };
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(SCRIPTS, `${script}.js`), ...args], { cwd: this.root, env, encoding: 'utf8' });
    return { code: status, stdout, stderr };
  }

  public read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  public get summary(): { readonly stacks: readonly Readonly<Record<string, unknown>>[] } {
    return JSON.parse(this.read('review/change-summary.json')) as never;
  }

  /** The calls that the scripts have made. */
  public get calls(): { readonly args: readonly string[]; readonly key: string }[] {
    const file = join(this.root, 'aws.json.calls');
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as never) : [];
  }
}
