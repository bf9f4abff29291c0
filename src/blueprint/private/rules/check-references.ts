import { withoutSecret, looksLikeSecret } from '../secret-values';
import { childOf, fields, isRecord, items, Node } from '../shape';

/** Headers whose values are credentials, whoever sends them. */
const CREDENTIAL_HEADERS = /^(authorization|proxy-authorization|cookie|x-api-key|api-key|x-auth-token|x-amz-security-token)$/i;
const REFERENCE = /\$\{(\w*)\}/g;
const DEFAULT_TIMEOUT_MINUTES = 60;

/** What the values of one check have to do with each other. */
export function checkCheckReferences(check: Node): void {
  const outputs = Object.keys(childOf(check, 'outputs')?.value ?? {});
  const secrets = Object.keys(childOf(check, 'secrets')?.value ?? {});
  for (const variable of secrets.filter((candidate) => outputs.includes(candidate))) {
    check.at('secrets').at(variable).report('must not be a variable of outputs, too', 'Give every variable a name of its own.');
  }
  const requests = items(check, 'requests');
  // Logs and reports show the URLs, so secrets travel in headers alone.
  [...fields([check], 'url'), ...fields(requests, 'url')].forEach((url) => checkUrl(url, outputs));
  for (const request of requests) {
    const headers = childOf(request, 'headers');
    Object.keys(headers?.value ?? {}).forEach((name) => checkHeader(headers!.at(name), name, { outputs, secrets }));
  }
  fields(requests, 'bodyMatches').forEach(checkPattern);
  checkDuration(check);
}

function checkUrl(node: Node, outputs: string[]): void {
  if (typeof node.value === 'string' && looksLikeSecret('', node.value)) {
    node.problems.add(node.place, 'must not hold credentials', withoutSecret(node.value), 'Send them in a header, from secrets.');
  }
  checkVariables(node, outputs, 'outputs');
}

function checkVariables(node: Node, known: string[], where: string): void {
  const named = typeof node.value === 'string' ? [...node.value.matchAll(REFERENCE)].map((match) => match[1]) : [];
  for (const variable of named.filter((candidate) => !known.includes(candidate))) {
    node.report(`must use variables of ${where}`, `Map ${variable || 'the variable'} to an output in outputs; known here: ${known.join(', ') || 'none'}.`);
  }
}

function checkHeader(node: Node, name: string, { outputs, secrets }: { outputs: string[]; secrets: string[] }): void {
  if (typeof node.value !== 'string') {
    return;
  }
  const usesSecret = secrets.some((variable) => (node.value as string).includes(`\${${variable}}`));
  if ((CREDENTIAL_HEADERS.test(name) && !usesSecret) || looksLikeSecret(name.replace(/-/g, '_'), usesSecret ? '' : node.value)) {
    node.problems.add(node.place, 'must not be a secret in plain text', withoutSecret(node.value), 'Keep it in Secrets Manager, name it in secrets, and write "${VARIABLE}" here.');
  }
  checkVariables(node, [...outputs, ...secrets], 'outputs or secrets');
}

function checkPattern(node: Node): void {
  try {
    new RegExp(String(node.value));
  } catch (error) {
    node.report('must be a regular expression', `${(error as Error).message}.`);
  }
}

function checkDuration(check: Node): void {
  if (!isRecord(check.value) || typeof check.value.durationSeconds !== 'number') {
    return;
  }
  const minutes = typeof check.value.timeoutMinutes === 'number' ? check.value.timeoutMinutes : DEFAULT_TIMEOUT_MINUTES;
  if (check.value.durationSeconds >= minutes * 60) {
    check.at('durationSeconds').report(`must be less than the check's limit of ${minutes} minutes`, 'Shorten it or raise timeoutMinutes.');
  }
}
