/** What runs the delivery: builds, approvals, deployments and checks. Both deliver the same blueprint in the same order. */
export class DeliveryEngine {
  /** AWS CodePipeline in the tools account. The CDK app has a `MultiAccountPipeline` for each branch. */
  public static readonly CODEPIPELINE = new DeliveryEngine('codepipeline');

  /** GitHub Actions. The CDK app has a `DeliveryPlan`; `DeliveryWorkflow` writes a workflow for each branch. */
  public static readonly GITHUB = new DeliveryEngine('github');

  /** The engine's name. */
  public readonly name: string;

  private constructor(name: string) {
    this.name = name;
  }

  /** The engine's name. */
  public toString(): string {
    return this.name;
  }
}
