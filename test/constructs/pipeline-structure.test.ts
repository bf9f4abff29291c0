import * as fc from 'fast-check';
import { PipelineStructure } from '../../src';
import { differences } from '../../src/constructs/private/differences';
import { exampleDocument } from '../support/blueprints';
import { Delivery, deliveryOf, simpleStage } from '../support/delivery';

const prod = { name: 'prod', account: '333333333333', regions: ['us-east-1'], profile: 'production' };

function deliveryOfContent(content: string, changes: object = {}): Delivery {
  const delivery = deliveryOf(exampleDocument({ environments: [{ ...prod, ...changes }] }));
  const [environment] = delivery.pipeline.environments;
  delivery.pipeline.addStage(environment, simpleStage(delivery.app, environment, 'api', [content]));
  return delivery;
}

const structureOf = (content: string, changes?: object) => PipelineStructure.of(deliveryOfContent(content, changes).stack);

test('[P3] new content of what is delivered is no difference', () => {
  expect(structureOf('two').differencesFrom(structureOf('one'))).toEqual([]);
});

test('[P3] another structure is told by stack, place and both values', () => {
  const found = structureOf('one', { checks: [{ name: 'smoke', commands: ['true'] }] }).differencesFrom(structureOf('one'));
  expect(found).toContainEqual(expect.stringMatching(/^orders-pipeline: Resources\.DeliveryPipelineE8584D71\.Properties\.Stages\[8\]\.Actions\[3\] was absent, is \{"ActionTypeId":/));
  expect(found.every((line) => line.startsWith('orders-pipeline: Resources.'))).toBe(true);
});

test('[P3] the stacks that support a pipeline in other regions belong to its structure', () => {
  const found = structureOf('one', { regions: ['eu-west-1'] }).differencesFrom(structureOf('one'));
  expect(found.filter((line) => !line.startsWith('orders-pipeline: '))).toEqual([
    expect.stringMatching(/^orders-pipeline-support-us-east-1: the template was \{.*, is absent$/),
  ]);
});

test('[P3] two values have no difference exactly if they are equal, and as many as are changed', () => {
  fc.assert(fc.property(fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), fc.integer()), fc.jsonValue(), (numbers, value) => {
    const copy = structuredClone(value);
    expect(differences(JSON.parse(JSON.stringify(value)), JSON.parse(JSON.stringify(copy)))).toEqual([]);
    const changed = Object.fromEntries(Object.entries(numbers).map(([key, number]) => [key, number + 1]));
    expect(differences(numbers, changed)).toHaveLength(Object.keys(numbers).length);
  }));
});
