import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { parse } from 'yaml';
import { EnvironmentProfile, SiteContent, StaticSiteStage } from '../../src';
import { PLACEHOLDER_MARKER } from '../../src/blueprint/private/placeholder-marker';
import { buildOutputOrPlaceholder } from '../../src/constructs/private/build-output';
import { deliveryOf, simpleStage, temporaryFolder, testApp } from '../support/delivery';
import { ENV } from '../support/stages';

interface Buildspec { phases: Record<string, { commands: string[] }> }

/** The buildspec with which the pipeline of a synthesized app publishes its file assets. */
function publishingBuildspec(): { buildspec: Buildspec; assembly: string } {
  const { app, stack, pipeline } = deliveryOf();
  pipeline.environments.forEach((environment) => pipeline.addStage(environment, simpleStage(app, environment, 'api', ['content'])));
  const assembly = app.synth().directory;
  const projects = Object.values(Template.fromStack(stack).findResources('AWS::CodeBuild::Project'));
  const file = projects.map((project) => project.Properties.Source.BuildSpec as string).find((name) => /^buildspec-.*FileAsset\.yaml$/.test(name))!;
  return { buildspec: parse(readFileSync(join(assembly, file), 'utf8')) as Buildspec, assembly };
}

describe('DESIGN 16: a pipeline that learns of a new build', () => {
  const { buildspec } = publishingBuildspec();
  const guard = (folder: string) => spawnSync('bash', ['-c', buildspec.phases.pre_build.commands.join('\n')], { cwd: folder, encoding: 'utf8' });

  test('synthesizes with a marked placeholder while the build\'s output is absent', () => {
    const folder = temporaryFolder();
    expect(existsSync(join(buildOutputOrPlaceholder(join(folder, 'dist')), PLACEHOLDER_MARKER))).toBe(true);
    mkdirSync(join(folder, 'dist'));
    expect(buildOutputOrPlaceholder(join(folder, 'dist'))).toBe(join(folder, 'dist'));
  });

  test('warns of the placeholder, because a deployment from a laptop has no guard', () => {
    const stage = new StaticSiteStage(testApp(), 'Web', { env: ENV, profile: EnvironmentProfile.STAGING, content: SiteContent.fromDirectory('no/such/dist') });
    Annotations.fromStack(stage.stack).hasWarning('*', Match.stringLikeRegexp('no/such/dist does not exist yet, so a placeholder stands for it'));
  });

  test('fails before anything is published while an asset is a placeholder', () => {
    const assembly = temporaryFolder();
    cpSync(buildOutputOrPlaceholder('/does/not/exist'), join(assembly, 'assembly-beta-web', 'asset.0123'), { recursive: true });
    const { status, stdout, stderr } = guard(assembly);
    expect(status).toBe(1);
    expect(stdout).toContain(`asset.0123/${PLACEHOLDER_MARKER}`);
    expect(stderr).toContain('Nothing was published.');
    expect(Object.keys(buildspec.phases).indexOf('pre_build')).toBeLessThan(Object.keys(buildspec.phases).indexOf('build'));
    expect(buildspec.phases.build.commands.every((command) => command.startsWith('cdk-assets '))).toBe(true);
  });

  test('publishes when every asset is real', () => {
    const assembly = temporaryFolder();
    mkdirSync(join(assembly, 'asset.0123'));
    writeFileSync(join(assembly, 'asset.0123', 'index.html'), '<!doctype html>');
    expect(guard(assembly)).toMatchObject({ status: 0, stderr: '' });
  });
});
