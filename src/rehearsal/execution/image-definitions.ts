import { ActionFailure } from './action-outcome';
import { isObject } from '../model/intrinsics';

/** An entry of `imagedefinitions.json`. */
export interface ImageDefinition {
  readonly name: string;
  readonly imageUri: string;
}

/**
 * The entries of an `imagedefinitions.json`:
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/file-reference.html#pipelines-create-image-definitions
 *
 * @throws ActionFailure that names everything that is wrong
 */
export function imageDefinitionsOf(content: unknown, place: string): ImageDefinition[] {
  if (!Array.isArray(content) || content.length === 0) {
    throw new ActionFailure(`${place} must be a list of {"name", "imageUri"} with at least one entry`);
  }
  const problems = content.flatMap((entry: unknown, index) => {
    const wrong = ['name', 'imageUri'].filter((key) => !isObject(entry) || typeof entry[key] !== 'string' || entry[key].trim() === '');
    return wrong.map((key) => `${place}[${index}].${key} must be a text that is not empty`);
  });
  if (problems.length > 0) {
    throw new ActionFailure(problems.join('; '));
  }
  return content as ImageDefinition[];
}

/**
 * The image of an `imageDetail.json`, which an ECR source or a build makes:
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/file-reference.html#file-reference-ecs-bluegreen
 *
 * @throws ActionFailure if it names none
 */
export function imageUriOf(content: unknown, place: string): string {
  if (!isObject(content) || typeof content.ImageURI !== 'string' || content.ImageURI.trim() === '') {
    throw new ActionFailure(`${place}.ImageURI must be a text that is not empty`);
  }
  return content.ImageURI;
}
