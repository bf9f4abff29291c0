import { Token } from 'aws-cdk-lib';
import type { Problems } from '../../../blueprint/private/problems';
import type { SiteReleaseOptions } from '../../site-release-options';

/** What the driver remembers of so many releases fits into a value of the KeyValueStore, which is 1 KB. */
const MOST_RELEASES = 10;

/** The one that visitors see and one to go back to. */
const LEAST_RELEASES = 2;

export function checkReleases(problems: Problems, { keptReleases, probePaths = [] }: SiteReleaseOptions): void {
  if (keptReleases !== undefined && !(Number.isInteger(keptReleases) && keptReleases >= LEAST_RELEASES && keptReleases <= MOST_RELEASES)) {
    problems.add('keptReleases', `must be a whole number from ${LEAST_RELEASES} to ${MOST_RELEASES}`, keptReleases, 'Leave it out to keep five.');
  }
  probePaths.forEach((path, index) => {
    if (!Token.isUnresolved(path) && !/^\/[!-~]{0,1023}$/.test(path)) {
      problems.add(`probePaths[${index}]`, 'must start with "/", without spaces, at most 1024 characters', path, 'Give a path of the site, such as "/" or "/login".');
    }
  });
}
