import { PolicyDocument, PolicyStatement } from './policy-statement';

/**
 * The longest managed policy, without white space, and how many of them a role takes.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const LONGEST_POLICY = 6144;
export const MOST_POLICIES = 10;

/** The longest of a service's actions that a wildcard may stand for: those that only look. */
const LOOKING = ['Describe', 'List'];

/** Puts statements, in their order, into as few documents as hold them. Statements that are too long for one are split. */
export function documentsOf(statements: readonly PolicyStatement[]): PolicyDocument[] {
  const documents: PolicyStatement[][] = [[]];
  for (const statement of statements.map(shortened).flatMap(split)) {
    const last = documents[documents.length - 1];
    if (sizeOf(documentOf([...last, statement])) <= LONGEST_POLICY) {
      last.push(statement);
    } else {
      documents.push([statement]);
    }
  }
  return documents.map(documentOf);
}

function documentOf(Statement: PolicyStatement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement };
}

function sizeOf(document: PolicyDocument): number {
  return JSON.stringify(document).replace(/\s/g, '').length;
}

/** `ec2:DescribeVpcs` and `ec2:DescribeSubnets` become `ec2:Describe*`: both only look, and it is much shorter. */
function shortened(statement: PolicyStatement): PolicyStatement {
  const short = statement.Action.map((action) => {
    const [service, name] = action.split(':');
    const verb = LOOKING.find((candidate) => name.startsWith(candidate));
    const alike = statement.Action.filter((other) => other.startsWith(`${service}:${verb}`));
    return verb !== undefined && alike.length > 1 ? `${service}:${verb}*` : action;
  });
  return { ...statement, Action: [...new Set(short)].sort() };
}

/** Halves a statement until each part fits into a document of its own; a Sid must be unique in its document. */
function split(statement: PolicyStatement): PolicyStatement[] {
  if (sizeOf(documentOf([statement])) <= LONGEST_POLICY || (statement.Action.length === 1 && statement.Resource.length === 1)) {
    return [statement];
  }
  const { Action, Resource } = statement;
  const parts = Action.length > 1
    ? halves(Action).map((part) => ({ ...statement, Action: part }))
    : halves(Resource).map((part) => ({ ...statement, Resource: part }));
  return parts.map((part, index) => ({ ...part, Sid: `${statement.Sid}${index + 1}` })).flatMap(split);
}

function halves(values: readonly string[]): string[][] {
  const middle = Math.ceil(values.length / 2);
  return [values.slice(0, middle), values.slice(middle)];
}
