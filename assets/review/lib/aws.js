// The AWS CLI of the build image. Credentials stay in the environment of the child process and are printed nowhere.
const { execFile } = require('node:child_process');

const OUTPUT_LIMIT = 256 * 1024 * 1024;

/** A call that AWS has refused, or that could not be made; the message is the tool's own last words. */
class AwsError extends Error {}

/**
 * One call.
 *
 * @param credentials variables of the environment; undefined are those of the build
 * @returns what the tool has written, which is JSON
 */
function aws(args, credentials = {}) {
  const env = { ...process.env, ...credentials, AWS_PAGER: '' };
  return new Promise((resolve, reject) => {
    execFile('aws', [...args, '--output', 'json'], { env, maxBuffer: OUTPUT_LIMIT }, (error, stdout, stderr) => {
      if (error) {
        reject(new AwsError(stderr.trim().split('\n').at(-1) || error.message));
        return;
      }
      try {
        resolve(JSON.parse(stdout));
      } catch {
        reject(new AwsError(`aws ${args.slice(0, 2).join(' ')} has answered no JSON`));
      }
    });
  });
}

/** Calls in the account of a stack. Each role is assumed once. */
class Accounts {
  #sessions = new Map();

  async call({ lookupRoleArn, region }, args) {
    return aws([...args, '--region', region], lookupRoleArn === null ? undefined : await this.#session(lookupRoleArn, region));
  }

  #session(roleArn, region) {
    const key = `${roleArn} ${region}`;
    if (!this.#sessions.has(key)) {
      this.#sessions.set(key, assume(roleArn, region));
    }
    return this.#sessions.get(key);
  }
}

async function assume(roleArn, region) {
  const args = ['sts', 'assume-role', '--role-arn', roleArn, '--role-session-name', 'change-review', '--region', region];
  const { Credentials: { AccessKeyId, SecretAccessKey, SessionToken } } = await aws(args);
  return { AWS_ACCESS_KEY_ID: AccessKeyId, AWS_SECRET_ACCESS_KEY: SecretAccessKey, AWS_SESSION_TOKEN: SessionToken };
}

module.exports = { aws, Accounts, AwsError };
