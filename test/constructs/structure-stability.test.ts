import { Template } from 'aws-cdk-lib/assertions';
import { EcsServiceStage, ServiceImage, SiteContent, StaticSiteStage } from '../../src';
import { exampleDocument } from '../support/blueprints';
import { Delivery, deliveryOf, simpleStage } from '../support/delivery';
import { folderWith } from '../support/stages';

/** Two environments with three stacks each and five file assets. */
function deliveryWithAssets(contents: string[]): Delivery {
  const delivery = deliveryOf(exampleDocument({ builds: [{ name: 'backend' }, { name: 'frontend', output: 'frontend/dist' }] }));
  for (const environment of delivery.pipeline.environments) {
    delivery.pipeline.addStage(environment, simpleStage(delivery.app, environment, 'api', contents, 3));
  }
  return delivery;
}

const CONTENTS = ['one', 'two', 'three', 'four', 'five'];
const templateOf = (delivery: Delivery) => JSON.stringify(Template.fromStack(delivery.stack).toJSON());

test('P3: two environments of three stacks with five assets need three CodeBuild projects beyond the declared builds, two for the review, and one for that of its own updates', () => {
  Template.fromStack(deliveryWithAssets(CONTENTS).stack).resourceCountIs('AWS::CodeBuild::Project', 2 + 3 + 2 + 1);
});

test('P3: new content of an asset leaves the pipeline\'s template byte-identical', () => {
  const changed = ['one, changed', ...CONTENTS.slice(1)];
  expect(templateOf(deliveryWithAssets(changed))).toBe(templateOf(deliveryWithAssets(CONTENTS)));
});

/** A service and a site in each of two environments. */
function deliveryOfStages(digit: string, page: string): Delivery {
  const delivery = deliveryOf(exampleDocument({ builds: [{ name: 'frontend', output: 'frontend/dist' }] }));
  const content = SiteContent.fromDirectory(folderWith({ 'index.html': page }));
  for (const environment of delivery.pipeline.environments) {
    const to = { env: { account: environment.account, region: environment.region }, profile: environment.profile };
    const image = ServiceImage.fromEcr('orders', `sha256:${digit.repeat(64)}`);
    delivery.pipeline.addStage(environment, new EcsServiceStage(delivery.app, `${environment.name}-api`, { ...to, image }));
    delivery.pipeline.addStage(environment, new StaticSiteStage(delivery.app, `${environment.name}-web`, { ...to, content }));
  }
  return delivery;
}

test('P3: another image digest and other files of a site leave the pipeline\'s template byte-identical', () => {
  const before = templateOf(deliveryOfStages('a', '<h1>one</h1>'));
  expect(templateOf(deliveryOfStages('b', '<h1>one</h1>'))).toBe(before);
  expect(templateOf(deliveryOfStages('a', '<h1>two</h1>'))).toBe(before);
});

test('P3: what does change the pipeline is seen by the same comparison', () => {
  const another = deliveryOf(exampleDocument({ builds: [{ name: 'backend' }] }));
  another.pipeline.environments.forEach((environment) => another.pipeline.addStage(environment, simpleStage(another.app, environment, 'api', CONTENTS, 3)));
  expect(templateOf(another)).not.toBe(templateOf(deliveryWithAssets(CONTENTS)));
});
