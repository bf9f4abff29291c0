import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Component, Project } from 'projen';
import { SAMPLE } from './private/package-root';
import { Repository } from './private/repository';

const CONFIGURATION = 'pipeline.json';

/**
 * A running start: `pipeline.json`, a CDK app with its test, a backend and a frontend.
 *
 * The files are written once, while there is no `pipeline.json`, and belong to the user from then on. A file that
 * exists is never overwritten, and one that the user deletes does not return.
 */
export class SampleApp extends Component {
  private readonly isNew: boolean;

  constructor(project: Project) {
    super(project);
    this.isNew = new Repository(project.outdir, true).isNew;
  }

  /** Writes the files that do not exist. */
  public synthesize(): void {
    if (this.isNew) {
      filesOf(SAMPLE).forEach((file) => this.copy(file));
    }
  }

  private copy(file: string): void {
    const target = join(this.project.outdir, file);
    if (existsSync(target)) {
      return;
    }
    mkdirSync(dirname(target), { recursive: true });
    if (file === CONFIGURATION) {
      writeFileSync(target, configurationFor(this.project.name));
    } else {
      copyFileSync(join(SAMPLE, file), target);
    }
  }
}

function filesOf(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(directory, path)).isFile());
}

function configurationFor(projectName: string): string {
  const document = JSON.parse(readFileSync(join(SAMPLE, CONFIGURATION), 'utf8')) as object;
  return `${JSON.stringify({ ...document, application: applicationName(projectName) }, undefined, 2)}\n`;
}

/** Folders and packages may have names that resources in AWS may not. */
function applicationName(projectName: string): string {
  const name = projectName.toLowerCase().replace(/^@/, '').replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+/, '');
  return name.slice(0, 30).replace(/-+$/, '') || 'application';
}
