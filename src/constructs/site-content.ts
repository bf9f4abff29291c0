import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Annotations, aws_s3_assets as assets } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { buildOutputOrPlaceholder } from './private/build-output';
import { Problems } from '../blueprint/private/problems';

/** Where the files of a site come from. */
export class SiteContent {
  /**
   * The files of a folder, as a build has written them.
   *
   * While the folder does not exist a marked placeholder takes its place, so that a pipeline can learn of a new build
   * before that build has run. A release that still holds the placeholder must not be published.
   *
   * @param path a folder with an `index.html`, absolute or relative to the working directory of the CDK app
   * @throws Error if the folder exists and holds no `index.html`
   */
  public static fromDirectory(path: string): SiteContent {
    const wanted = resolve(process.cwd(), path);
    const directory = buildOutputOrPlaceholder(wanted);
    const problems = new Problems();
    if (!existsSync(join(directory, 'index.html'))) {
      problems.add('path', 'must be a folder with an index.html', path, `Looked in ${directory}: name the folder that the build writes, such as "frontend/dist".`);
    }
    problems.throwIfAny('SiteContent.fromDirectory');
    return new SiteContent(directory, directory === wanted ? undefined : path);
  }

  private constructor(private readonly directory: string, private readonly missing?: string) {}

  /** @internal */
  public _bind(scope: Construct): assets.Asset {
    if (this.missing !== undefined) {
      Annotations.of(scope).addWarningV2('cdk-multi-account-pipeline:buildOutputMissing',
        `${this.missing} does not exist yet, so a placeholder stands for it. Run the build before you deploy this stage yourself; the pipeline publishes no placeholder.`);
    }
    return new assets.Asset(scope, 'Content', { path: this.directory });
  }
}
