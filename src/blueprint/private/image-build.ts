/** The variable with the address of the repository that a build of an image pushes to. */
export const IMAGE_REPOSITORY = 'IMAGE_REPOSITORY';

/** What such a build leaves in its output: the repository and the digest of the image. */
export const IMAGE_FILE = 'image.json';

/** Where the CDK app finds that, unless the blueprint names another folder. */
export function imageOutput(build: string): string {
  return `images/${build}`;
}
