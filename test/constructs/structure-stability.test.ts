import { Template } from 'aws-cdk-lib/assertions';
import { exampleDocument } from '../support/blueprints';
import { Delivery, deliveryOf, simpleStage } from '../support/delivery';

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

test('P3: two environments of three stacks with five assets need three CodeBuild projects beyond the declared builds', () => {
  Template.fromStack(deliveryWithAssets(CONTENTS).stack).resourceCountIs('AWS::CodeBuild::Project', 2 + 3);
});

test('P3: new content of an asset leaves the pipeline\'s template byte-identical', () => {
  const changed = ['one, changed', ...CONTENTS.slice(1)];
  expect(templateOf(deliveryWithAssets(changed))).toBe(templateOf(deliveryWithAssets(CONTENTS)));
});

test('P3: what does change the pipeline is seen by the same comparison', () => {
  const another = deliveryOf(exampleDocument({ builds: [{ name: 'backend' }] }));
  another.pipeline.environments.forEach((environment) => another.pipeline.addStage(environment, simpleStage(another.app, environment, 'api', CONTENTS, 3)));
  expect(templateOf(another)).not.toBe(templateOf(deliveryWithAssets(CONTENTS)));
});
