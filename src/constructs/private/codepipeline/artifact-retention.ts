import { aws_s3 as s3, Duration } from 'aws-cdk-lib';

/** Long enough to roll a stage back or to look at an old release; short enough not to pay for every build forever. */
export const ARTIFACTS_KEPT: s3.LifecycleRule = { expiration: Duration.days(90), abortIncompleteMultipartUploadAfter: Duration.days(1) };

export const ACCESS_LOGS_KEPT = Duration.days(90);
