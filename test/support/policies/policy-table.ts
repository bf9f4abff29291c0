import { ABROAD, HOME } from './delivery-accounts';
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

/** Circumstances that conditions of policies ask for. */
const CIRCUMSTANCES = {
  'without TLS': { 'aws:SecureTransport': 'false' },
  'through S3': { 'kms:ViaService': `s3.${HOME}.amazonaws.com` },
  'through S3 abroad': { 'kms:ViaService': `s3.${ABROAD}.amazonaws.com` },
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

export async function answer(landscape: PolicyLandscape, row: PolicyRow): Promise<boolean> {
  const names = namesOf(landscape);
  const arn = (name: string) => {
    if (!(name in names)) {
      throw new Error(`Table: nothing is called "${name}"`);
    }
    return names[name];
  };
  return isAllowed(landscape, { principal: arn(row.who), action: row.action, resource: arn(row.what), context: row.how && CIRCUMSTANCES[row.how] });
}
