import { ACTIONS } from './workflow-file';

/** A step of a job: an action, or a task that runs on a laptop too. Nothing else, so that no logic hides in a workflow. */
export type Step = Readonly<Record<string, unknown>>;

/** The repository with its tools. Deliveries run reviewed code, but leave no credentials behind and share no cache all the same. */
export const REPOSITORY: readonly Step[] = [
  { name: 'Checkout', uses: ACTIONS.CHECKOUT, with: { 'persist-credentials': false } },
  { name: 'Setup Node.js', uses: ACTIONS.SETUP_NODE, with: { 'node-version': '22', 'package-manager-cache': false } },
  { name: 'Setup Python', uses: ACTIONS.SETUP_PYTHON, with: { 'python-version': '3.12' } },
  { name: 'Install', run: 'npm ci' },
];

export function task(name: string, command: string, environment?: Record<string, string>): Step {
  return { name, run: `npx projen ${command}`, ...(environment && { env: environment }) };
}

/** Hands a path on to later jobs, as one archive: artifacts keep neither permissions nor links nor hidden files. */
export function handOn(artifact: string, path: string): Step[] {
  return [
    { name: `Pack ${path}`, run: `tar --create --file ${artifact}.tar ${path}` },
    { name: `Hand on ${path}`, uses: ACTIONS.UPLOAD_ARTIFACT, with: { 'name': artifact, 'path': `${artifact}.tar`, 'if-no-files-found': 'error', 'retention-days': 30 } },
  ];
}

/** Puts what an earlier job handed on at the same path. */
export function takeOver(artifact: string, path: string): Step[] {
  return [
    { name: `Take over ${path}`, uses: ACTIONS.DOWNLOAD_ARTIFACT, with: { name: artifact } },
    { name: `Unpack ${path}`, run: `tar --extract --file ${artifact}.tar` },
  ];
}

/**
 * Credentials of a role by OIDC; there are no keys. The role's ARN is a variable of the repository or, where the job
 * names one, of its environment.
 */
export function assumeRole(variable: string, region: string): Step {
  return {
    name: 'Assume the role',
    uses: ACTIONS.CONFIGURE_AWS_CREDENTIALS,
    with: { 'role-to-assume': `\${{ vars.${variable} }}`, 'aws-region': region },
  };
}
