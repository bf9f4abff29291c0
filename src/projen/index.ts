export * from './buildspec-file';
export * from './delivery-tasks';
export * from './multi-account-app';
export * from './node-build';
export * from './pull-request-workflow';
export * from './python-build';
export * from './sample-app';
