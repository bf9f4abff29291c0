import type { KnownRelease, KnownReleases } from './releases';

const ROLES = ['stable', 'next', 'latest', 'previous'] as const;

/** The releases of a site for people, newest first. */
export function inWords({ releases, pin, message }: KnownReleases): string {
  return [
    ...releases.map(inOneLine),
    ...(pin ? [`Pinned since ${pin.at}: ${pin.reason}. Deployments are uploaded and do not reach the visitors until \`site unpin\`.`] : []),
    ...(message !== undefined ? [message] : []),
  ].join('\n');
}

function inOneLine(release: KnownRelease): string {
  return `${release.id}  ${`${release.weight} %`.padStart(5)}  ${ROLES.filter((role) => release[role]).join(', ')}`.trimEnd();
}
