import type { DeploymentEnvironment } from './deployment-environment';

/** A branch of the repository and the environments that its commits are delivered to. */
export class DeliveryBranch {
  /** @internal */
  public static _of(name: string, environments: readonly DeploymentEnvironment[]): DeliveryBranch {
    return new DeliveryBranch(name, environments);
  }

  /** The branch's name, such as `main`. */
  public readonly name: string;
  private readonly _environments: readonly DeploymentEnvironment[];

  private constructor(name: string, environments: readonly DeploymentEnvironment[]) {
    this.name = name;
    this._environments = [...environments];
  }

  /** The environments in the order of delivery. */
  public get environments(): DeploymentEnvironment[] {
    return [...this._environments];
  }
}
