import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CpuArchitecture } from '../../../blueprint';

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** One `FROM` and what follows it. */
interface BuildStage {
  readonly name?: string;
  readonly base: string;
  readonly platform?: string;
  readonly exposed: string[];
}

const PLATFORMS: Record<string, CpuArchitecture> = { 'linux/amd64': CpuArchitecture.X86_64, 'linux/arm64': CpuArchitecture.ARM64 };

/**
 * What a Dockerfile says about its image, as far as the last stage and those that it is made from in the same file say it.
 *
 * @see https://docs.docker.com/reference/dockerfile/
 */
export class Dockerfile {
  /** @throws Error if the folder has none */
  public static in(directory: string): Dockerfile {
    return new Dockerfile(readFileSync(join(directory, 'Dockerfile'), 'utf8'));
  }

  /** The last stage and those that it is made from, last one first. */
  private readonly stages: BuildStage[];

  public constructor(text: string) {
    const all = stagesOf(instructionsOf(text));
    const chain: BuildStage[] = [];
    let base: string | undefined;
    for (const stage of all.reverse()) {
      if (base === undefined || stage.name === base) {
        chain.push(stage);
        base = stage.base.toLowerCase();
      }
    }
    this.stages = chain;
  }

  /** The TCP ports that the image exposes; undefined if they depend on how it is built. */
  public get exposedPorts(): number[] | undefined {
    const given = this.stages.flatMap(({ exposed }) => exposed).filter((port) => !/\/udp$/i.test(port));
    const ports = given.flatMap(portsOf);
    return ports.includes(undefined) ? undefined : [...new Set(ports as number[])];
  }

  /** The processor of its base, if the Dockerfile itself chooses it. */
  public get architecture(): CpuArchitecture | undefined {
    return PLATFORMS[this.stages.at(-1)?.platform ?? ''];
  }
}

const LONGEST_RANGE = 1000;

function portsOf(text: string): (number | undefined)[] {
  const [, first, last = first] = /^(\d+)(?:-(\d+))?(?:\/tcp)?$/i.exec(text) ?? [];
  const count = Number(last) - Number(first) + 1;
  const isRange = first !== undefined && count >= 1 && count <= LONGEST_RANGE;
  return isRange ? Array.from({ length: count }, (_, index) => Number(first) + index) : [undefined];
}

function stagesOf(instructions: readonly Instruction[]): BuildStage[] {
  const stages: BuildStage[] = [];
  for (const { name, rest } of instructions) {
    const words = rest.split(/\s+/);
    if (name === 'FROM') {
      const platform = words.find((word) => word.startsWith('--platform='))?.slice('--platform='.length);
      const [base, , alias] = words.filter((word) => !word.startsWith('--'));
      stages.push({ base, name: alias?.toLowerCase(), platform, exposed: [] });
    } else if (name === 'EXPOSE') {
      stages.at(-1)?.exposed.push(...words);
    }
  }
  return stages;
}

/** Instructions may go on over several lines, with comments in between, and have documents below them. */
function instructionsOf(text: string): Instruction[] {
  const instructions: Instruction[] = [];
  const lines = text.split(/\r?\n/);
  while (lines.length > 0) {
    let instruction = '';
    for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
      if (/^\s*(#|$)/.test(line)) {
        if (instruction === '') {
          break;
        }
        continue;
      }
      instruction += line.replace(/\\\s*$/, ' ');
      if (!/\\\s*$/.test(line)) {
        break;
      }
    }
    const [, name, rest] = /^\s*([A-Za-z]+)\s+(.*)$/s.exec(instruction) ?? [];
    if (name !== undefined) {
      instructions.push({ name: name.toUpperCase(), rest: rest.trim() });
      documentsOf(rest).forEach((end) => lines.splice(0, lines.findIndex((line) => line.trim() === end) + 1));
    }
  }
  return instructions;
}

function documentsOf(rest: string): string[] {
  return [...rest.matchAll(/<<-?(["']?)([A-Za-z_]\w*)\1/g)].map(([, , end]) => end);
}
