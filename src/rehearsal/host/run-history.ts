import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PipelineDefinition } from '../model/pipeline-definition';

/** Beside the logs of a run, because reports are overwritten by the next run. */
const FILE = 'stages.json';

interface RecordedRun {
  readonly pipeline: string;
  readonly structure: string;
  /** The stages that came to their end without a failure. */
  readonly stages: readonly string[];
}

/** What earlier runs in the output folder have achieved: where a rollback can go back to. */
export class RunHistory {
  /** @param output the folder of all runs */
  constructor(private readonly output: string, private readonly run: string) {}

  public record(definition: PipelineDefinition, stages: readonly string[]): void {
    const record: RecordedRun = { pipeline: pipelineOf(definition), structure: structureOf(definition), stages };
    writeFileSync(join(this.output, this.run, FILE), `${JSON.stringify(record, undefined, 2)}\n`);
  }

  /**
   * The last earlier run in which a stage succeeded. As in AWS, only runs of the present structure of the pipeline count:
   * https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-rollback.html
   */
  public lastSuccess(definition: PipelineDefinition, stage: string): string | undefined {
    const runs = readdirSync(this.output).filter((name) => name !== this.run && existsSync(join(this.output, name, FILE)));
    return runs.sort().reverse().find((name) => {
      const record = this.read(name);
      return record?.pipeline === pipelineOf(definition) && record.structure === structureOf(definition) && record.stages.includes(stage);
    });
  }

  /** A run that was killed may have left half a file. */
  private read(run: string): RecordedRun | undefined {
    try {
      return JSON.parse(readFileSync(join(this.output, run, FILE), 'utf8')) as RecordedRun;
    } catch {
      return undefined;
    }
  }
}

function pipelineOf({ stack, logicalId }: PipelineDefinition): string {
  return `${stack.path}/${logicalId}`;
}

function structureOf({ resourceText }: PipelineDefinition): string {
  return createHash('sha256').update(resourceText).digest('hex');
}
