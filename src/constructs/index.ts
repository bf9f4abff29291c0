export * from './multi-account-pipeline';
export * from './pipeline-source';
export * from './pipeline-synth';
