// What the properties of one resource let somebody do: identity policies, trust policies, resource policies.
const { isObject } = require('./canonical');
const { readable } = require('./readable');
const { statementOf } = require('./statements');

/** Resources that are identities themselves. */
const IDENTITIES = ['AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group'];

/** Policies that are attached to identities, and the properties that name those. */
const ATTACHED = {
  'AWS::IAM::Policy': ['Roles', 'Users', 'Groups'],
  'AWS::IAM::ManagedPolicy': ['Roles', 'Users', 'Groups'],
  'AWS::IAM::RolePolicy': ['RoleName'],
  'AWS::IAM::UserPolicy': ['UserName'],
  'AWS::IAM::GroupPolicy': ['GroupName'],
};

/** @returns the statements of all policies in the properties, wherever they are */
function statementsOf({ logicalId, type }, properties) {
  if (type === 'AWS::Lambda::Permission') {
    return [functionPermission(properties)];
  }
  const holders = IDENTITIES.includes(type) ? [`\${${logicalId}}`]
    : (ATTACHED[type] ?? []).flatMap((name) => properties[name] ?? []).map(readable).sort();
  const isIdentity = IDENTITIES.includes(type) || type in ATTACHED;
  return documentsIn(properties, '').flatMap(({ path, statements }) => {
    const isTrust = path === 'AssumeRolePolicyDocument';
    const scope = isTrust ? `trust of ${logicalId}` : isIdentity ? '' : `policy of ${logicalId}`;
    return statements.map((raw) => statementOf(raw, scope, isTrust ? [] : holders));
  });
}

function documentsIn(value, path) {
  if (Array.isArray(value)) {
    return value.flatMap((item) => documentsIn(item, path));
  }
  if (!isObject(value)) {
    return typeof value === 'string' && value.trimStart().startsWith('{') ? documentsIn(parsed(value), path) : [];
  }
  if ('Fn::Join' in value || 'Fn::Sub' in value) {
    // Some resources take a policy as a text, which CDK puts together from its parts.
    return documentsIn(readable(value), path);
  }
  const statements = statementsIn(value.Statement);
  return statements.length > 0
    ? [{ path, statements }]
    : Object.entries(value).flatMap(([key, item]) => documentsIn(item, path ? `${path}.${key}` : key));
}

/** A statement may depend on a condition of the template: both of what it can be count. */
function statementsIn(value) {
  const items = [value].flat().filter(isObject);
  return items.flatMap((item) => (Array.isArray(item['Fn::If']) ? statementsIn(item['Fn::If'].slice(1)) : 'Effect' in item ? [item] : []));
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A policy of a function is written one permission at a time. */
function functionPermission({ Action, FunctionName, Principal, SourceArn, SourceAccount, PrincipalOrgID, FunctionUrlAuthType, EventSourceToken }) {
  const conditions = { SourceArn, SourceAccount, PrincipalOrgID, FunctionUrlAuthType, EventSourceToken };
  const given = Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== undefined));
  const Condition = Object.keys(given).length > 0 ? given : undefined;
  return statementOf({ Effect: 'Allow', Action, Resource: FunctionName, Principal, Condition }, 'policy of a function');
}

/** Managed policies that an identity has. */
function managedPoliciesOf({ logicalId, type }, properties) {
  return IDENTITIES.includes(type) ? (properties.ManagedPolicyArns ?? []).map((arn) => `${readable(arn)} for \${${logicalId}}`) : [];
}

/** What limits an identity whatever its policies say; undefined if nothing does. */
function boundaryOf({ type }, properties) {
  return IDENTITIES.includes(type) && properties.PermissionsBoundary !== undefined ? readable(properties.PermissionsBoundary) : undefined;
}

module.exports = { IDENTITIES, statementsOf, managedPoliciesOf, boundaryOf };
