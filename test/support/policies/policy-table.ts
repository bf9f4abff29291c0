import { ABROAD, HOME, TOOLS } from './delivery-accounts';
import { namesOf } from './delivery-names';
import { PolicyLandscape } from './policy-landscape';
import { isAllowed } from './policy-question';

/** A row of the table: who may, or may not, do what. */
export interface PolicyRow {
  readonly who: string;
  readonly may: boolean;
  readonly action: string;
  readonly what: string;
  readonly how?: How;
  /** Why the answer stays although a smaller permission would do. */
  readonly gap?: string;
}

function inSubnet(subnet: string, service: string): Record<string, string> {
  return { 'ec2:Subnet': `arn:aws:ec2:${HOME}:${TOOLS}:subnet/${subnet}`, 'ec2:AuthorizedService': service };
}

/** Circumstances that conditions of policies ask for. */
const CIRCUMSTANCES = {
  'without TLS': { 'aws:SecureTransport': 'false' },
  'through S3': { 'kms:ViaService': `s3.${HOME}.amazonaws.com` },
  'through Parameter Store': { 'kms:ViaService': `ssm.${HOME}.amazonaws.com` },
  'through Secrets Manager': { 'kms:ViaService': `secretsmanager.${HOME}.amazonaws.com` },
  'through S3 abroad': { 'kms:ViaService': `s3.${ABROAD}.amazonaws.com` },
  'of its own folder': { 's3:prefix': 'api/3f' },
  'of another build\'s folder': { 's3:prefix': 'site/3f' },
  'of all folders': { 's3:prefix': '' },
  'for CodeArtifact': { 'sts:AWSServiceName': 'codeartifact.amazonaws.com' },
  'for another service': { 'sts:AWSServiceName': 'elasticloadbalancing.amazonaws.com' },
  'for CodeBuild in its subnet': inSubnet('subnet-0123456789abcdef0', 'codebuild.amazonaws.com'),
  'for CodeBuild in another subnet': inSubnet('subnet-11111111111111111', 'codebuild.amazonaws.com'),
  'for an intruder in its subnet': inSubnet('subnet-0123456789abcdef0', 'lambda.amazonaws.com'),
  'for its distribution': { 'aws:SourceArn': `arn:aws:cloudfront::${TOOLS}:distribution/SiteDistribution390DED28` },
  'for its distribution without TLS': { 'aws:SourceArn': `arn:aws:cloudfront::${TOOLS}:distribution/SiteDistribution390DED28`, 'aws:SecureTransport': 'false' },
  'for another distribution': { 'aws:SourceArn': `arn:aws:cloudfront::${TOOLS}:distribution/OtherDistribution` },
  'with multi-factor authentication': { 'aws:MultiFactorAuthPresent': 'true' },
  'with an external id': { 'sts:ExternalId': 'somebody-else' },
};
export type How = keyof typeof CIRCUMSTANCES;

export function may(who: string, action: string, what: string, how?: How): PolicyRow {
  return { who, may: true, action, what, how };
}

export function mayNot(who: string, action: string, what: string, how?: How): PolicyRow {
  return { who, may: false, action, what, how };
}

/** A permission that is larger than it should be, with the honest answer of today. */
export function knownGap(who: string, action: string, what: string, reason: string): PolicyRow {
  return { who, may: true, action, what, gap: reason };
}

export function sentence(row: PolicyRow, allowed = row.may): string {
  const words = [row.gap ? 'known gap:' : '', row.who, allowed ? 'may' : 'may not', row.action, 'on', row.what, row.how ?? '', row.gap ? `(${row.gap})` : ''];
  return words.filter((word) => word !== '').join(' ');
}

export async function answer(landscape: PolicyLandscape, row: PolicyRow, names = namesOf(landscape)): Promise<boolean> {
  const arn = (name: string) => {
    if (!(name in names)) {
      throw new Error(`Table: nothing is called "${name}"`);
    }
    return names[name];
  };
  return isAllowed(landscape, { principal: arn(row.who), action: row.action, resource: arn(row.what), context: row.how && CIRCUMSTANCES[row.how] });
}
