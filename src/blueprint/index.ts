export * from './approval';
export * from './build';
export * from './check';
export * from './delivery-branch';
export * from './deployment-environment';
export * from './environment-profile';
export * from './pipeline-blueprint';
