import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Processes } from '../../scripts/packaged/processes';
import { Time, timed } from '../timed';

const APP = join(__dirname, 'app.ts');
const ROOT = join(__dirname, '..', '..');

/** The modules that make the pipelines to compare, and the one that makes none. */
export type Kind = 'stages-alone' | 'blueprint' | 'cdk-pipelines';

/** How large a synthesized pipeline is. */
export interface PipelineSize {
  readonly actions: number;
  readonly projects: number;

  /** Bytes of the templates of all its stacks: its own and those that support it in other regions. */
  readonly templateBytes: number;
}

/** What is delivered: the least that a stack can be, or an application. */
export const STAGES = ['plain', 'application'];

export interface SynthOptions {
  readonly stages: string;
  readonly approvals: number;

  /** The folder with the content of the assets. */
  readonly content: string;
}

/** Synthesizes the delivery into a folder, in a process of its own. */
export async function synthesize(
  processes: Processes, kind: Kind, { stages, approvals, content }: SynthOptions, assembly: string,
): Promise<Time> {
  rmSync(assembly, { recursive: true, force: true });
  const { code, output, took } = await timed(processes, `'${APP}' ${kind} ${stages} ${approvals} '${content}' '${assembly}'`, ROOT);
  if (code !== 0) {
    throw new Error(`The synth of ${kind} must succeed, got: exit code ${code}.\n${output}`);
  }
  return took;
}

interface Resource {
  readonly Type: string;
  readonly Properties: { readonly Stages: { readonly Actions: unknown[] }[] };
}

/** Measures the pipeline that was synthesized into a folder. The stacks that it deploys are not part of it. */
export function sizeOf(assembly: string): PipelineSize {
  const templates = readdirSync(assembly).filter((file) => file.endsWith('.template.json')).map((file) => readFileSync(join(assembly, file), 'utf8'));
  const resources = templates.flatMap((text) => Object.values((JSON.parse(text) as { Resources: Record<string, Resource> }).Resources));
  const ofType = (type: string) => resources.filter(({ Type }) => Type === type);
  return {
    actions: ofType('AWS::CodePipeline::Pipeline').flatMap(({ Properties }) => Properties.Stages).flatMap(({ Actions }) => Actions).length,
    projects: ofType('AWS::CodeBuild::Project').length,
    templateBytes: templates.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
  };
}
