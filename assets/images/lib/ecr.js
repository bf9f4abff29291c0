// How to get into registries of ECR, by the AWS CLI of the build image. Credentials are printed nowhere.
const { execFile } = require('node:child_process');
const { promisify } = require('node:util');

/** The header that lets us into a registry, as the build itself or as a role. */
async function authorizationFor(region, roleArn) {
  const credentials = roleArn === undefined ? {} : await assume(roleArn, region);
  const { authorizationData: [{ authorizationToken }] } = await aws(['ecr', 'get-authorization-token', '--region', region], credentials);
  return `Basic ${authorizationToken}`;
}

async function assume(roleArn, region) {
  const args = ['sts', 'assume-role', '--role-arn', roleArn, '--role-session-name', 'image-promotion', '--region', region];
  const { Credentials: { AccessKeyId, SecretAccessKey, SessionToken } } = await aws(args);
  return { AWS_ACCESS_KEY_ID: AccessKeyId, AWS_SECRET_ACCESS_KEY: SecretAccessKey, AWS_SESSION_TOKEN: SessionToken };
}

async function aws(args, credentials = {}) {
  try {
    const { stdout } = await promisify(execFile)('aws', [...args, '--output', 'json'], { env: { ...process.env, ...credentials, AWS_PAGER: '' } });
    return JSON.parse(stdout);
  } catch (error) {
    const said = String(error.stderr ?? '').trim().split('\n').at(-1);
    throw new Error(`aws ${args.slice(0, 2).join(' ')}: ${said || error.code || 'no answer'}`);
  }
}

module.exports = { authorizationFor };
