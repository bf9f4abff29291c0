import { deliveryTemplates, stacksOf } from '../support/policies/delivery-accounts';
import { DELIVERY_POLICIES } from '../support/policies/delivery-policies';
import { PolicyLandscape } from '../support/policies/policy-landscape';
import { answer, sentence } from '../support/policies/policy-table';

const landscape = new PolicyLandscape(stacksOf(deliveryTemplates()));

describe.each(Object.entries(DELIVERY_POLICIES))('%s', (_topic, rows) => {
  test.each(rows.map((row) => ({ title: sentence(row), row })))('$title', async ({ title, row }) => {
    expect(sentence(row, await answer(landscape, row))).toBe(title);
  });
});
