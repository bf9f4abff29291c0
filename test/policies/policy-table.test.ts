import { deliveryTemplates, stacksOf, TOOLS } from '../support/policies/delivery-accounts';
import { namesOf } from '../support/policies/delivery-names';
import { DELIVERY_POLICIES } from '../support/policies/delivery-policies';
import { PolicyLandscape } from '../support/policies/policy-landscape';
import { answer, sentence } from '../support/policies/policy-table';

const landscape = new PolicyLandscape(stacksOf(deliveryTemplates()));

describe.each(Object.entries(DELIVERY_POLICIES))('%s', (_topic, rows) => {
  test.each(rows.map((row) => ({ title: sentence(row), row })))('$title', async ({ title, row }) => {
    expect(sentence(row, await answer(landscape, row))).toBe(title);
  });
});

test('P4: every role of the pipeline is asked what it may and what it must not do', () => {
  const names = namesOf(landscape);
  const asked = (may: boolean) => new Set(Object.values(DELIVERY_POLICIES).flat().filter((row) => row.may === may).map(({ who }) => names[who]));
  const [allowed, denied] = [asked(true), asked(false)];
  const own = [...landscape.roles.values()].filter(({ arn, account }) => account === TOOLS && !arn.includes(':role/cdk-'));
  expect(own.length).toBeGreaterThan(10);
  // What only waits for a person has no rights.
  expect(own.filter(({ arn, policies }) => policies.length > 0 && !allowed.has(arn)).map(({ arn }) => arn.split('/')[1])).toEqual([]);
  expect(own.filter(({ arn }) => !denied.has(arn)).map(({ arn }) => arn.split('/')[1])).toEqual([]);
});
