import { UsageError } from '../../usage-error';

/** `localhost` is left out on purpose: S3 clients put the bucket's name before a host name, but not before an address. */
const LOOPBACK = /^(127(\.\d{1,3}){3}|\[::1\])$/;

/** The emulator takes anything; these are ours, so that nothing of the developer's is ever sent. */
export const EMULATOR_CREDENTIALS = { accessKeyId: 'rehearsal', secretAccessKey: 'rehearsal' };

/**
 * The address of an emulator of AWS on this machine.
 *
 * @throws UsageError for any other address: a rehearsal must never reach a real account by accident
 */
export function emulatorEndpoint(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const host = url?.hostname === 'localhost' ? '127.0.0.1' : url?.hostname;
  const isBare = url !== undefined && !url.username && !url.password && url.pathname === '/' && !url.search && !url.hash;
  if (!url || !isBare || !['http:', 'https:'].includes(url.protocol) || !LOOPBACK.test(host!)) {
    throw new UsageError('--endpoint', 'must be the address of an emulator on this machine', withoutCredentials(text, url),
      'Give one such as http://127.0.0.1:5000; a rehearsal never deploys to a real account.');
  }
  return `${url.protocol}//${host}${url.port && `:${url.port}`}`;
}

/** @throws UsageError if nothing answers there */
export async function assertAnswers(endpoint: string): Promise<void> {
  try {
    await fetch(endpoint, { signal: AbortSignal.timeout(10_000) });
  } catch (error) {
    const { cause, message } = error as Error & { cause?: { code?: string } };
    throw new UsageError('--endpoint', 'must be the address of an emulator that runs', `${endpoint} (${cause?.code ?? message})`, 'Start the emulator first.');
  }
}

function withoutCredentials(text: string, url?: URL): string {
  return url && (url.username || url.password) ? `${url.protocol}//…@${url.host}` : text;
}
