import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Component, Project } from 'projen';
import { DeliveryEngine } from './delivery-engine';
import { samplesFor } from './private/package-root';
import { Repository } from './private/repository';

const CONFIGURATION = 'pipeline.json';

/** What the sample is for. */
export interface SampleAppOptions {
  /**
   * What delivers the sample.
   *
   * @default DeliveryEngine.CODEPIPELINE
   */
  readonly engine?: DeliveryEngine;
}

/**
 * A running start: `pipeline.json`, a CDK app with its test, a backend and a frontend.
 *
 * The files are written once, while there is no `pipeline.json`, and belong to the user from then on. A file that
 * exists is never overwritten, and one that the user deletes does not return.
 */
export class SampleApp extends Component {
  private readonly isNew: boolean;
  private readonly folders: string[];

  constructor(project: Project, options: SampleAppOptions = {}) {
    super(project);
    this.folders = samplesFor(options.engine ?? DeliveryEngine.CODEPIPELINE);
    this.isNew = new Repository(project.outdir, this.folders).isNew;
  }

  /** Writes the files that do not exist. */
  public synthesize(): void {
    if (this.isNew) {
      this.folders.forEach((folder) => filesOf(folder).forEach((file) => this.copy(folder, file)));
    }
  }

  private copy(folder: string, file: string): void {
    const target = join(this.project.outdir, file);
    if (existsSync(target)) {
      return;
    }
    mkdirSync(dirname(target), { recursive: true });
    if (file === CONFIGURATION) {
      writeFileSync(target, configurationFor(this.project.name, join(folder, file)));
    } else {
      copyFileSync(join(folder, file), target);
    }
  }
}

function filesOf(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(directory, path)).isFile());
}

function configurationFor(projectName: string, sample: string): string {
  const document = JSON.parse(readFileSync(sample, 'utf8')) as object;
  return `${JSON.stringify({ ...document, application: applicationName(projectName) }, undefined, 2)}\n`;
}

/** Folders and packages may have names that resources in AWS may not. */
function applicationName(projectName: string): string {
  const name = projectName.toLowerCase().replace(/^@/, '').replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+/, '');
  return name.slice(0, 30).replace(/-+$/, '') || 'application';
}
