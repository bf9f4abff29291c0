import { App, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { EnvironmentProfile } from '../../src/blueprint';
import { EcsServiceStage, ServiceImage, SiteContent, StaticSiteStage } from '../../src/constructs';
import {
  acknowledgements, DIGEST, ENV, folderWith, idleAcknowledgements, logicalIds, nagFindings, physicalNames, RECOMMENDED_FLAGS, validatorFindings,
} from '../support/stages';

const site = folderWith({ 'index.html': '<!doctype html>' });

const STAGES: Record<string, (app: App, profile: EnvironmentProfile) => Stage> = {
  EcsServiceStage: (app, profile) => new EcsServiceStage(app, 'Beta', {
    env: ENV, profile, image: ServiceImage.fromEcr('api', DIGEST), environment: { LOG_LEVEL: 'info' },
  }),
  StaticSiteStage: (app, profile) => new StaticSiteStage(app, 'Beta', { env: ENV, profile, content: SiteContent.fromDirectory(site) }),
};
const FLAGS: Record<string, Record<string, unknown>> = { 'no feature flags': {}, 'the recommended feature flags': RECOMMENDED_FLAGS };

const cases = Object.keys(STAGES).flatMap((name) => EnvironmentProfile.all().map((profile) => ({ name, profile, label: `${name}, ${profile}` })));
const casesWithFlags = cases.flatMap((one) => Object.keys(FLAGS).map((flags) => ({ ...one, flags })));

const stageOf = (name: string, profile: EnvironmentProfile, context: Record<string, unknown> = {}) => {
  const app = new App({ context: { ...context, '@aws-cdk/core:validateAgainstDefaultRules': true } });
  const stage = STAGES[name](app, profile);
  const [stack] = stage.node.children;
  return { app, stage, template: () => Template.fromStack(stack as never) };
};

describe.each(casesWithFlags)('$label, with $flags', ({ name, profile, flags }) => {
  test('has no AwsSolutions finding that is not acknowledged', () => {
    expect(nagFindings(stageOf(name, profile, FLAGS[flags]).stage)).toEqual([]);
  });

  test('has neither an error nor a warning under AWS\'s template validator, and needs no lookup', () => {
    const { app } = stageOf(name, profile, FLAGS[flags]);
    expect(validatorFindings(app)).toEqual([]);
    expect(app.synth().manifest.missing ?? []).toEqual([]);
  });
});

describe.each(cases)('$label', ({ name, profile }) => {
  test('keeps its logical ids, so that an update replaces nothing that is deployed', () => {
    expect(logicalIds(stageOf(name, profile).template())).toMatchSnapshot();
  });

  test('accepts findings only with the reasons that were agreed on', () => {
    expect(acknowledgements(stageOf(name, profile).stage)).toMatchSnapshot();
  });

  test('accepts no finding that there is not', () => {
    expect(idleAcknowledgements(stageOf(name, profile).stage)).toEqual([]);
  });

  test('fixes no physical name', () => {
    expect(physicalNames(stageOf(name, profile).template())).toEqual([]);
  });

  test('states its address as the output Url', () => {
    expect(stageOf(name, profile).template().findOutputs('Url').Url).toMatchObject({ Value: { 'Fn::Join': ['', ['https://', expect.anything()]] } });
  });

  test('deletes data only under a profile that does not keep it', () => {
    const buckets = Object.values(stageOf(name, profile).template().findResources('AWS::S3::Bucket'));
    expect(buckets.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(buckets.map(() => (profile.keepsData ? 'Retain' : 'Delete')));
    expect(buckets.length).toBeGreaterThan(0);
  });

  test('keeps every log group that it makes as long as the profile says', () => {
    const groups = Object.values(stageOf(name, profile).template().findResources('AWS::Logs::LogGroup'));
    expect(groups.map(({ Properties }) => Properties.RetentionInDays)).toEqual(groups.map(() => profile.logRetentionDays));
  });
});

describe.each(Object.keys(STAGES))('%s', (name) => {
  test('protects its stack from deletion in production only', () => {
    const isProtected = (profile: EnvironmentProfile) => stageOf(name, profile).app.synth().getNestedAssembly('assembly-Beta').stacks[0].terminationProtection;
    expect(EnvironmentProfile.all().map(isProtected)).toEqual([false, false, true]);
  });
});

test.each([EcsServiceStage, StaticSiteStage])('%p refuses a place that is not known, with both problems at once', (StageType) => {
  const image = ServiceImage.fromEcr('api', DIGEST);
  const content = SiteContent.fromDirectory(site);
  const make = () => new StageType(new App(), 'Beta', { env: {}, profile: EnvironmentProfile.DEVELOPMENT, image, content });
  expect(make).toThrow(/^Beta has 2 problems:\n {2}- env\.account must be given, got: nothing\. .*\n {2}- env\.region must be given/);
});
