import { existsSync, readFileSync } from 'node:fs';

/** What a stand-in for a tool has to say about one call. */
export interface BuildNote {
  /**
   * `info`: nothing is missing. `incomplete`: the effect did not happen, the build goes on. `stopped`: the build cannot
   * go on without it. `deployment`: `cdk deploy` was asked for.
   */
  readonly kind: 'info' | 'incomplete' | 'stopped' | 'deployment';
  readonly tool: string;
  readonly arguments: readonly string[];
  readonly reason: string;
}

/** The notes of one build, which its tools write while it runs. */
export class BuildNotes {
  constructor(public readonly file: string) {}

  public read(): BuildNote[] {
    if (!existsSync(this.file)) {
      return [];
    }
    return readFileSync(this.file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as BuildNote);
  }
}
