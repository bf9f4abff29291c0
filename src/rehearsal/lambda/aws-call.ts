/** A call of an AWS service by a function. */
export interface AwsCall {
  /** As the client of the AWS SDK is named, such as `cloudwatch`. */
  readonly service: string;
  /** Such as `DescribeAlarms`. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Of the credentials that the call is made with. */
  readonly account: string;
  readonly region: string;
}

/** An answer of AWS that says no; the function gets it as it would from AWS. */
export class AwsError extends Error {
  /** @param code such as `PipelineNotFoundException` */
  constructor(public readonly code: string, message: string) {
    super(message);
  }
}

/** Moments are dates. */
export type AwsAnswer = Readonly<Record<string, unknown>>;

/**
 * What the rehearsal can answer, by `service Operation`. Undefined is an answer that only an account has: the call is refused.
 *
 * Each may throw `AwsError`.
 */
export type AwsAnswers = Readonly<Record<string, (call: AwsCall) => AwsAnswer | undefined>>;

/** The credentials of a role are its account, so that a later call tells where it belongs; as `shims/aws-answers.js` has them. */
const KEY = 'REHEARSAL';

export function accessKeyOf(account: string): string {
  return `${KEY}${account}`;
}

/** The account that an access key stands for; undefined is that of the function itself. */
export function accountOfKey(accessKeyId: unknown): string | undefined {
  return typeof accessKeyId === 'string' && accessKeyId.startsWith(KEY) ? accessKeyId.slice(KEY.length) : undefined;
}
