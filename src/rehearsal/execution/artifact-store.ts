import { ActionFailure, NotExecutable } from './action-outcome';
import { labelOf } from '../model/pipeline-definition';

/** The artifacts of one execution. Actions get copies of them and never write to them. */
export class ArtifactStore {
  private readonly folders = new Map<string, string>();
  private readonly unpublished = new Map<string, string>();
  private readonly withheldBy = new Map<string, string>();

  /** Takes an artifact, which nobody gets before it is published. */
  public put(name: string, folder: string): void {
    this.unpublished.set(name, folder);
  }

  /**
   * Makes what was put available: once all actions of a run order have ended, because an action that needs the artifact
   * of a sibling is wrong, however the two happen to be timed here.
   *
   * @returns the names of what has become available
   */
  public publish(): string[] {
    const names = [...this.unpublished.keys()];
    this.unpublished.forEach((folder, name) => this.folders.set(name, folder));
    this.unpublished.clear();
    return names;
  }

  /** The folder that was put, published or not. */
  public made(name: string): string {
    return (this.unpublished.get(name) ?? this.folders.get(name))!;
  }

  /** Remembers that an action, which did not execute, would have made these artifacts. */
  public markAbsent(names: readonly string[], action: { stage: string; name: string }): void {
    names.filter((name) => !this.folders.has(name)).forEach((name) => this.withheldBy.set(name, labelOf(action)));
  }

  /**
   * The folder of an artifact, which must not be written to.
   *
   * @throws NotExecutable if the action that makes it did not execute
   * @throws ActionFailure if no earlier action makes it
   */
  public get(name: string): string {
    const folder = this.folders.get(name);
    if (folder !== undefined) {
      return folder;
    }
    const action = this.withheldBy.get(name);
    if (action !== undefined) {
      throw new NotExecutable(`needs the artifact ${name} of ${action}, which was not executed`);
    }
    throw new ActionFailure(`the input artifact ${name} is made by no earlier action`);
  }
}
