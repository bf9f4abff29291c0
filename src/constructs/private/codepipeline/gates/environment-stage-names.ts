/** A stage is named after its environment: `prod`, `prod.Review`, or `prod.1` where the environment does not fit into one. */
export function environmentOf(stageName: string): string {
  return stageName.split('.')[0];
}

/** Whether the stage deploys, and is none that reviews or asks. */
export function isDeployment(stageName: string): boolean {
  return /^[^.]+(\.\d+)*$/.test(stageName);
}

/** Of all stages of a pipeline, those that deploy to an environment, in order. */
export function deploymentStagesOf(environment: string, stageNames: readonly string[]): string[] {
  return stageNames.filter((name) => environmentOf(name) === environment && isDeployment(name));
}
