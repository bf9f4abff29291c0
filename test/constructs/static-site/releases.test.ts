import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SiteSettings, StaticSiteStage, type StaticSiteStageProps } from '../../../src';
import { EnvironmentProfile, Rollout } from '../../../src/blueprint';
import { SiteContent } from '../../../src/constructs';
import { ENV, folderWith } from '../../support/stages';

const contentOf = (text: string) => SiteContent.fromDirectory(folderWith({ 'index.html': text }));
const stageOf = (props: Partial<StaticSiteStageProps> = {}) => new StaticSiteStage(new App(), 'Prod', {
  env: ENV, profile: EnvironmentProfile.PRODUCTION, content: contentOf('<!doctype html>'), ...props,
});
const templateOf = (props: Partial<StaticSiteStageProps> = {}) => Template.fromStack(stageOf(props).stack);
const releasesOf = (template: Template) => Object.values(template.findResources('Custom::SiteRelease')).map(({ Properties }) => Properties);
const machineOf = (template: Template) => {
  const [{ Properties }] = Object.values(template.findResources('AWS::StepFunctions::StateMachine'));
  return JSON.parse(Properties.DefinitionString['Fn::Join'][1].map((part: unknown) => (typeof part === 'string' ? part : 'arn')).join(''));
};

describe('a release', () => {
  test('is told its steps, its alarms and its probe, and CloudFormation waits an hour for it at most [S4]', () => {
    const [release] = releasesOf(templateOf());
    expect(release).toMatchObject({ ServiceTimeout: '3600', Kept: '5', Segment: '1', Segments: '1', SettingsFile: 'config.json', Settings: '' });
    expect(JSON.parse(release.Steps)).toEqual([{ percent: 10, minutes: 10 }, { percent: 50, minutes: 10 }, { percent: 100, minutes: 30 }]);
    expect(JSON.stringify(release.Probe)).toContain('DomainName');
  });

  test('has the hash of its files: other files are another release, and nothing else in the stack changes [S4]', () => {
    const [one, same, other] = ['a', 'a', 'b'].map((text) => templateOf({ content: contentOf(text) }).toJSON());
    expect(one).toEqual(same);
    const changed = Object.keys(one.Resources).filter((id) => JSON.stringify(one.Resources[id]) !== JSON.stringify(other.Resources[id]));
    expect(changed.map((id) => one.Resources[id].Type)).toEqual(['Custom::SiteRelease']);
    expect(Object.keys(other.Resources)).toEqual(Object.keys(one.Resources));
  });

  test('has its settings as text, in the file that was chosen [S3]', () => {
    const [release] = releasesOf(templateOf({ settings: SiteSettings.script({ api: '/api', debug: false }) }));
    expect(release).toMatchObject({ SettingsFile: 'config.js', Settings: '{"api":"/api","debug":false}' });
  });

  test('of more than 50 minutes is waited for by as many resources as it takes, one after the other [S4]', () => {
    const template = templateOf({ rollout: Rollout.steps([10, 100], { minutes: 60, bakeMinutes: 60 }) });
    const resources = Object.entries(template.findResources('Custom::SiteRelease'));
    expect(resources.map(([, { Properties }]) => `${Properties.Segment}/${Properties.Segments}`)).toEqual(['1/3', '2/3', '3/3']);
    resources.slice(1).forEach(([, { Properties, DependsOn }], index) => {
      expect(Properties).toMatchObject({ Release: { 'Fn::GetAtt': [resources[0][0], 'Release'] } });
      expect(Properties.Content).toBeUndefined();
      expect(DependsOn).toContain(resources[index][0]);
    });
  });

  test('starts once the distribution is there, which its probe asks', () => {
    const template = templateOf();
    const [{ DependsOn }] = Object.values(template.findResources('Custom::SiteRelease'));
    expect(DependsOn).toEqual(expect.arrayContaining(Object.keys(template.findResources('AWS::CloudFront::Distribution'))));
  });

  test('is not probed where countries are limited, unless paths are named', () => {
    expect(releasesOf(templateOf({ countries: ['DE'] }))[0].Probe).toBe('null');
    expect(JSON.stringify(releasesOf(templateOf({ countries: ['DE'], probePaths: ['/login'] }))[0].Probe)).toContain('/login');
  });

  test('is told at synth with its plan, and is the same for the same commit [S4]', () => {
    const noticeOf = (stage: StaticSiteStage) => stage.site.node.metadata.map(({ data }) => String(data)).find((text) => text.startsWith('Release '));
    expect(noticeOf(stageOf())).toMatch(/^Release [0-9a-f]{16}: rollout steps, 10 % for 10 minutes, then 50 % for 10 minutes, then 100 % with a bake of 30 minutes\./);
    expect(noticeOf(stageOf())).toBe(noticeOf(stageOf()));
  });
});

describe('the state machine', () => {
  test('looks again and again until the function says that it is over, and fails with its reason', () => {
    const { StartAt, States } = machineOf(templateOf());
    expect(StartAt).toBe('Look');
    expect(States.Look.Next).toBe('IsOver');
    expect(States.IsOver.Choices.map(({ StringEquals, Next }: Record<string, string>) => [StringEquals, Next])).toEqual([['done', 'Done'], ['failed', 'Failed']]);
    expect([States.IsOver.Default, States.WaitAWhile.Next, States.WaitAWhile.SecondsPath]).toEqual(['WaitAWhile', 'Look', '$.waitSeconds']);
    expect(States.Failed).toMatchObject({ Type: 'Fail', CausePath: '$.reason' });
  });

  test('turns back when looking keeps failing', () => {
    const { States } = machineOf(templateOf());
    expect(States.Look.Catch).toEqual([{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'GiveUp' }]);
    expect(States.GiveUp).toMatchObject({ Result: true, ResultPath: '$.giveUp', Next: 'TurnBack' });
    expect(States.TurnBack.Next).toBe('Failed');
  });

  test('is logged without its data, which holds the address that CloudFormation takes any answer at', () => {
    templateOf().hasResourceProperties('AWS::StepFunctions::StateMachine', {
      LoggingConfiguration: { IncludeExecutionData: false, Level: 'ALL' }, TracingConfiguration: { Enabled: true },
    });
  });
});

describe('the stage', () => {
  test('names the function that goes back to a release, for the command and for people [S4]', () => {
    templateOf().hasOutput('ReleasesFunction', { Value: { Ref: Match.stringLikeRegexp('Operate') } });
    templateOf().hasOutput('Release', { Value: { 'Fn::GetAtt': [Match.anyValue(), 'Release'] } });
  });
});

test('values that cannot work are told at once with their places', () => {
  expect(() => stageOf({ keptReleases: 1, probePaths: ['login'], settings: SiteSettings.json({ password: 'x' }) }))
    .toThrow(/has 3 problems:\n {2}- settings\.password[^]*keptReleases must be a whole number from 2 to 10, got: 1[^]*probePaths\[0\] must start with "\/"/);
});
