export * from './container-service';
export * from './ecs-service-stage';
export * from './multi-account-pipeline';
export * from './pipeline-source';
export * from './pipeline-synth';
export * from './service-image';
