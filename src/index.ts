export * from './blueprint';
export * from './constructs';
export * as projen from './projen';
