import { answer, sentence } from '../support/policies/policy-table';
import { SERVICE_POLICIES, serviceLandscape, serviceNames } from '../support/policies/service-policies';

const landscape = serviceLandscape();

describe('[E3] the configuration of a service', () => {
  test.each(SERVICE_POLICIES.map((row) => ({ title: sentence(row), row })))('$title', async ({ title, row }) => {
    expect(sentence(row, await answer(landscape, row, serviceNames(landscape)))).toBe(title);
  });
});
