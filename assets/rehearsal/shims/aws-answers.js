// What the stand-in for the AWS CLI can answer; see src/rehearsal/execution/aws-answers.ts.
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

/** The credentials of a role are its account, so that a later call tells where it belongs. */
const KEY = 'REHEARSAL';

/** The status is all that is known of a stack: one that asks for outputs as well must not get an answer without any. */
const STATUS_QUERY = 'Stacks[0].StackStatus';

/** Calls by their command, with the options that they may have. Whoever gives another one expects what is not known here. */
const CALLS = {
  'sts assume-role': { options: ['role-arn', 'role-session-name'], flags: [], ofAccount: true, answer: assumeRole },
  'cloudformation describe-stacks': { options: ['stack-name', 'query'], flags: [], ofAccount: true, answer: describeStack },
  'cloudformation describe-change-set': {
    options: ['stack-name', 'change-set-name'], flags: ['include-property-values', 'no-paginate'], ofAccount: true, answer: describeChangeSet,
  },
  'cloudformation get-template': { options: ['stack-name', 'template-stage'], flags: [], ofAccount: true, answer: getTemplate },
  'codepipeline get-pipeline-state': { options: ['name'], flags: [], ofAccount: false, answer: getPipelineState },
};

/** Whether an emulator of accounts knows better than the rehearsal, which alone knows of the pipeline's own stacks. */
function isOfAccount(args, known, environment) {
  const { ofAccount = false } = callOf(args) ?? {};
  return ofAccount && !stackOf(givenBy(args) ?? {}, known, environment)?.isOwn;
}

/**
 * The answer to a call.
 *
 * @returns `value`, or `error` as the AWS CLI words it; undefined if it is not known here
 */
function answerTo(args, known, environment) {
  const given = givenBy(args);
  return given && (given.output ?? 'json') === 'json' ? callOf(args).answer(given, known, environment) : undefined;
}

/** @returns the options of a call; undefined if there is one that is not known here */
function givenBy(args) {
  const { options, flags } = callOf(args) ?? {};
  return options && parse(args.slice(2), [...options, 'region', 'output'], flags);
}

function callOf(args) {
  const command = args.slice(0, 2).join(' ');
  return Object.hasOwn(CALLS, command) ? CALLS[command] : undefined;
}

function parse(args, options, flags) {
  const given = {};
  for (let index = 0; index < args.length; index++) {
    const [, name, joined] = /^--([a-z-]+)(?:=(.*))?$/s.exec(args[index]) ?? [];
    if (options.includes(name)) {
      given[name] = joined ?? args[++index];
    } else if (flags.includes(name) && joined === undefined) {
      given[name] = true;
    } else {
      return undefined;
    }
  }
  return given;
}

/** A role of an account in which the pipeline deploys. */
function assumeRole({ 'role-arn': arn = '', 'role-session-name': session }, { stacks }) {
  const account = /^arn:[^:]*:iam::(\d{12}):role\//.exec(arn)?.[1];
  if (!stacks.some((stack) => stack.account === account)) {
    return undefined;
  }
  const credentials = { AccessKeyId: `${KEY}${account}`, SecretAccessKey: 'rehearsal', SessionToken: 'rehearsal', Expiration: '2100-01-01T00:00:00+00:00' };
  return { value: { Credentials: credentials, AssumedRoleUser: { AssumedRoleId: `${KEY}:${session}`, Arn: arn } } };
}

function describeStack({ query, ...given }, known, environment) {
  const stack = stackOf(given, known, environment);
  if (!stack || query !== STATUS_QUERY) {
    return undefined;
  }
  const status = existsSync(stack.deployed) ? 'UPDATE_COMPLETE' : hasChangeSets(stack) ? 'REVIEW_IN_PROGRESS' : undefined;
  return status ? { value: status } : { error: refused('ValidationError', 'DescribeStacks', `Stack with id ${stack.name} does not exist`) };
}

function describeChangeSet({ 'change-set-name': name, 'include-property-values': withValues, ...given }, known, environment) {
  const stack = stackOf(given, known, environment);
  if (!stack || !name) {
    return undefined;
  }
  const names = hasChangeSets(stack) ? readdirSync(stack.changeSets) : [];
  if (!names.includes(`${name}.json`)) {
    return { error: refused('ChangeSetNotFound', 'DescribeChangeSet', `ChangeSet [${name}] does not exist`) };
  }
  const set = read(join(stack.changeSets, `${name}.json`));
  return { value: withValues ? set : { ...set, Changes: set.Changes.map(withoutValues) } };
}

function withoutValues({ ResourceChange: { BeforeContext, AfterContext, ...change }, ...rest }) {
  return { ...rest, ResourceChange: change };
}

function getTemplate(given, known, environment) {
  const stack = stackOf(given, known, environment);
  if (!stack) {
    return undefined;
  }
  return existsSync(stack.deployed)
    ? { value: { TemplateBody: read(stack.deployed).template.body, StagesAvailable: ['Original', 'Processed'] } }
    : { error: refused('ValidationError', 'GetTemplate', `Stack with id ${stack.name} does not exist`) };
}

function getPipelineState({ name }, { pipeline }) {
  return name === pipeline.pipelineName ? { value: pipeline } : undefined;
}

/** The stack in the account of who asks. */
function stackOf({ 'stack-name': name, region }, known, { AWS_ACCESS_KEY_ID: key = '', AWS_REGION = known.region }) {
  const account = key.startsWith(KEY) ? key.slice(KEY.length) : known.account;
  return known.stacks.find((stack) => stack.account === account && stack.region === (region ?? AWS_REGION) && stack.name === name);
}

function hasChangeSets({ changeSets }) {
  return existsSync(changeSets);
}

function refused(code, operation, message) {
  return `An error occurred (${code}) when calling the ${operation} operation: ${message}`;
}

function read(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

module.exports = { answerTo, isOfAccount };
