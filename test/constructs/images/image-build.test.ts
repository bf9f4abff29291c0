import { Match, Template } from 'aws-cdk-lib/assertions';
import { parse } from 'yaml';
import { exampleDocument } from '../../support/blueprints';
import { deliveryOf, simpleStage } from '../../support/delivery';
import { IMAGE_BUILD } from '../../support/images';

function templateWith(build: Record<string, unknown> = {}): Template {
  const { app, stack, pipeline } = deliveryOf(exampleDocument({ builds: [{ ...IMAGE_BUILD, ...build }, { name: 'web' }] }));
  pipeline.environments.forEach((environment) => pipeline.addStage(environment, simpleStage(app, environment, 'api')));
  app.synth();
  return Template.fromStack(stack);
}

interface Project { Properties: { Description?: string; Environment: Record<string, unknown>; Source: { BuildSpec: string }; ServiceRole: { 'Fn::GetAtt': string[] } } }

const projectsOf = (template: Template) => Object.values(template.findResources('AWS::CodeBuild::Project')) as unknown as Project[];
const imageProject = (template: Template) => projectsOf(template).find(({ Properties }) => Properties.Description?.startsWith('Build api-image'))!;

describe('E2: the build of an image', () => {
  const template = templateWith();
  const project = imageProject(template);
  const [repository] = Object.keys(template.findResources('AWS::ECR::Repository'));

  test('has a repository whose tags never move, which scans what arrives and keeps it for 90 days', () => {
    template.resourceCountIs('AWS::ECR::Repository', 1);
    template.hasResource('AWS::ECR::Repository', {
      DeletionPolicy: 'Retain',
      Properties: { ImageTagMutability: 'IMMUTABLE', ImageScanningConfiguration: { ScanOnPush: true } },
    });
    const [{ Properties }] = Object.values(template.findResources('AWS::ECR::Repository'));
    expect(JSON.parse(Properties.LifecyclePolicy.LifecyclePolicyText).rules).toEqual([expect.objectContaining({
      selection: { tagStatus: 'any', countType: 'sinceImagePushed', countNumber: 90, countUnit: 'days' }, action: { type: 'expire' },
    })]);
    // Nobody of another account is let in: copies are pushed from here.
    expect(Properties.RepositoryPolicyText).toBeUndefined();
  });

  test('is the only one that runs Docker', () => {
    expect(projectsOf(template).filter(({ Properties }) => Properties.Environment.PrivilegedMode === true)).toEqual([project]);
  });

  test('pushes under a tag that no other build has, and hands on the digest that ECR gives', () => {
    const { phases, artifacts } = parse(project.Properties.Source.BuildSpec) as { phases: { build: { commands: string[] } }; artifacts: object };
    expect(phases.build.commands).toEqual(expect.arrayContaining([
      expect.stringContaining('build-$CODEBUILD_BUILD_NUMBER-'),
      'docker build --platform linux/amd64 --tag "$IMAGE_REPOSITORY:$IMAGE_TAG" \'backend\'',
      'docker push "$IMAGE_REPOSITORY:$IMAGE_TAG"',
      expect.stringContaining('aws ecr describe-images'),
      expect.stringContaining('tee \'images/api-image/image.json\''),
    ]));
    expect(artifacts).toEqual({ 'base-directory': 'images/api-image', 'files': ['**/*'] });
    expect(project.Properties.Environment.EnvironmentVariables).toEqual([
      expect.objectContaining({ Name: 'IMAGE_REPOSITORY', Value: expect.objectContaining({ 'Fn::Join': expect.anything() }) }),
    ]);
  });

  test('may push to its repository and to no other', () => {
    const [role] = project.Properties.ServiceRole['Fn::GetAtt'];
    const statements = Object.values(template.findResources('AWS::IAM::Policy', { Properties: { Roles: [{ Ref: role }] } }))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown }[]);
    const ofRegistry = statements.filter(({ Action }) => [Action].flat().some((action) => action.startsWith('ecr:')));
    expect(ofRegistry.filter(({ Resource }) => Resource === '*').map(({ Action }) => Action)).toEqual(['ecr:GetAuthorizationToken']);
    const others = ofRegistry.filter(({ Resource }) => Resource !== '*');
    expect(others.map(({ Resource }) => Resource)).toEqual(others.map(() => ({ 'Fn::GetAtt': [repository, 'Arn'] })));
    expect(others.flatMap(({ Action }) => Action).sort()).toEqual([
      'BatchCheckLayerAvailability', 'CompleteLayerUpload', 'DescribeImages', 'InitiateLayerUpload', 'PutImage', 'UploadLayerPart',
    ].map((action) => `ecr:${action}`));
  });

  test('for ARM64 runs on a machine with that processor', () => {
    const arm = imageProject(templateWith({ containerImage: { directory: '.', architecture: 'arm64' } }));
    expect(arm.Properties.Environment).toMatchObject({ Type: 'ARM_CONTAINER', Image: 'aws/codebuild/amazonlinux-aarch64-standard:3.0', PrivilegedMode: true });
    expect(arm.Properties.Source.BuildSpec).toContain('docker build --platform linux/arm64 --tag "$IMAGE_REPOSITORY:$IMAGE_TAG" \'.\'');
  });

  test('with paths takes its last image while nothing has changed', () => {
    const reused = templateWith({ paths: ['backend/**'] });
    expect(imageProject(reused).Properties.Source.BuildSpec).toContain('reuse take \'images/api-image\'');
    reused.hasResourceProperties('AWS::CodeBuild::Project', { Description: Match.stringLikeRegexp('api-image'), Cache: { Type: 'S3' } });
  });
});
