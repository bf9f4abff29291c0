import type { KnownReleases } from './releases';

/** The releases of a site for people, newest first. */
export function inWords({ releases, pin, message }: KnownReleases): string {
  return [
    ...releases.map(({ release, roles, weight }) => `${release}  ${`${weight} %`.padStart(5)}  ${roles.join(', ')}`.trimEnd()),
    ...(releases.length === 0 ? ['There is no release yet.'] : []),
    ...(pin ? [`Pinned since ${pin.at}: ${pin.reason}. Deployments are uploaded and do not reach the visitors until \`site unpin\`.`] : []),
    ...(message !== undefined ? [message] : []),
  ].join('\n');
}
