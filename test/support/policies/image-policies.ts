import { may, mayNot, PolicyRow } from './policy-table';

const PUSH = ['ecr:InitiateLayerUpload', 'ecr:UploadLayerPart', 'ecr:CompleteLayerUpload', 'ecr:PutImage', 'ecr:DescribeImages'];
const BUILDS: Record<string, [string, string]> = {
  'the image\'s build': ['the repository of the image', 'the repository of another image'],
  'another image\'s build': ['the repository of another image', 'the repository of the image'],
};
const ENVIRONMENTS = ['beta', 'prod'];
const OUTSIDE = ['a neighbour', 'a stranger', 'the tools account'];

/** Who may push, copy and pull images, and who must not. */
export const IMAGE_POLICIES: PolicyRow[] = [
  ...Object.entries(BUILDS).flatMap(([who, [own, other]]) => [
    ...PUSH.map((action) => may(who, action, own)),
    may(who, 'ecr:GetAuthorizationToken', 'a token of the registry'),
    ...[...PUSH, 'ecr:BatchDeleteImage'].map((action) => mayNot(who, action, other)),
    mayNot(who, 'ecr:BatchDeleteImage', own),
    mayNot(who, 'ecr:PutImageTagMutability', own),
    ...ENVIRONMENTS.flatMap((where) => [
      mayNot(who, 'sts:AssumeRole', `the image publishing role of ${where}`), mayNot(who, 'ecr:PutImage', `the images of ${where}`),
    ]),
    may('the pipeline', 'sts:AssumeRole', `the action of ${who}`),
    mayNot(`the action of ${who}`, 'ecr:PutImage', own),
    may(`the action of ${who}`, 'codebuild:StartBuild', `the project of ${who}`),
  ]),
  ...['the build', 'the synth', 'the check', 'the publisher', 'an intruder', 'the image publishing role of prod'].flatMap((who) => [
    mayNot(who, 'ecr:PutImage', 'the repository of the image'), mayNot(who, 'ecr:BatchGetImage', 'the repository of the image'),
  ]),
  may('the promotion', 'ecr:BatchGetImage', 'the repository of the image'),
  may('the promotion', 'ecr:GetDownloadUrlForLayer', 'the repository of the image'),
  mayNot('the promotion', 'ecr:PutImage', 'the repository of the image'),
  mayNot('the promotion', 'ecr:PutImage', 'the images of prod'),
  ...ENVIRONMENTS.flatMap((where) => [
    may('the promotion', 'sts:AssumeRole', `the image publishing role of ${where}`),
    mayNot('the promotion', 'sts:AssumeRole', `the deploy role of ${where}`),
    mayNot('the promotion', 'sts:AssumeRole', `the file publishing role of ${where}`),
    may(`the image publishing role of ${where}`, 'ecr:PutImage', `the images of ${where}`),
    mayNot(`the image publishing role of ${where}`, 'ecr:BatchDeleteImage', `the images of ${where}`),
  ]),
  ...OUTSIDE.map((where) => mayNot('the promotion', 'sts:AssumeRole', `the image publishing role of ${where}`)),
  mayNot('the image publishing role of beta', 'ecr:PutImage', 'the images of prod'),
];
