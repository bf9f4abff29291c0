/**
 * The tools of a scaffolded project. Exact, because they were tried together, and because the highest version on the
 * registry is not always one to take: aws-cdk 3.0.0 was published by accident and reads no assembly of today.
 */
export const VERSIONS = {
  awsCdkCli: '2.1148.1',
  awsCdkLib: '2.275.0',
  cdkAssets: '4.7.3',
  constructs: '10.5.1',
  typescript: '6.0.3',
  jest: '30.5.2',
};

export const DEV_DEPENDENCIES = [
  '@stylistic/eslint-plugin@2.13.0',
  '@swc/core@1.15.11',
  '@swc/jest@0.2.39',
  '@types/jest@30.0.0',
  '@types/node@20.19.43',
  '@typescript-eslint/eslint-plugin@8.73.0',
  '@typescript-eslint/parser@8.73.0',
  'esbuild@0.28.2',
  'eslint@9.39.5',
  'eslint-import-resolver-typescript@4.4.5',
  'eslint-plugin-import@2.32.0',
  `jest@${VERSIONS.jest}`,
  'jest-junit@17.0.0',
  'tsx@4.23.15',
];

/**
 * Indirect dependencies held at a release that is whole on every registry. Newer ones lack binaries of some platforms on
 * some registries; npm then writes a lock file that `npm ci` refuses.
 */
export const OVERRIDES = { 'unrs-resolver': '1.11.1' };
