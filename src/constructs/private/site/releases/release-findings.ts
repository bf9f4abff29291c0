import { aws_lambda as lambda, aws_s3 as s3 } from 'aws-cdk-lib';
import type { ReleasesProps } from './releases';
import { acknowledge } from '../../acknowledge';
import { renderReference } from '../../render-reference';

/** Where releases are, and where it stands that they are complete. */
export function filesOf(bucket: s3.IBucket): string[] {
  return ['releases/*', 'manifests/*'].map((pattern) => bucket.arnForObjects(pattern));
}

/** Accepts that the names of a site's files are not known here. */
export function acknowledgeReleaseRoles(
  { publish, drive }: { publish: lambda.Function; drive: lambda.Function }, { bucket, content }: ReleasesProps,
): void {
  for (const { role } of [publish, drive]) {
    for (const arn of filesOf(bucket)) {
      acknowledge(
        role!, `IAM5[Resource::${renderReference(role!, arn)}]`,
        'The names of a site\'s files are the build\'s; the right ends at this one bucket, which holds nothing but the site\'s releases.',
      );
    }
  }
  acknowledge(
    publish.role!, `IAM5[Resource::${renderReference(publish.role!, content.bucket.arnForObjects('*'))}]`,
    'The key of the packed content changes with every release; a right that changed with it would not be in force yet when the upload starts.',
  );
}
