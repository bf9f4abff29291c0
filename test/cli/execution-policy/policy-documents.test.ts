import * as fc from 'fast-check';
import { documentsOf, LONGEST_POLICY } from '../../../src/cli/execution-policy/policy-documents';
import { PolicyStatement } from '../../../src/cli/execution-policy/policy-statement';

const word = fc.stringMatching(/^[A-Z][a-z]{2,30}$/);
const statements: fc.Arbitrary<PolicyStatement[]> = fc.uniqueArray(fc.record({
  Sid: word,
  Effect: fc.constant('Allow' as const),
  Action: fc.uniqueArray(fc.tuple(fc.constantFrom('ec2', 's3'), fc.constantFrom('Get', 'List', 'Describe', 'Put'), word).map(([service, verb, name]) => `${service}:${verb}${name}`), { minLength: 1, maxLength: 300 }),
  Resource: fc.constant(['*']),
}), { selector: ({ Sid }) => Sid, maxLength: 8 });

const covers = (pattern: string, action: string) => pattern === action || (pattern.endsWith('*') && action.startsWith(pattern.slice(0, -1)));

describe('P4: policies in documents', () => {
  test('every action stays allowed, none is added but by a wildcard for actions that only look, and each document fits', () => {
    fc.assert(fc.property(statements, (given) => {
      const documents = documentsOf(given);
      const written = documents.flatMap(({ Statement }) => Statement).flatMap(({ Action }) => Action);
      const asked = given.flatMap(({ Action }) => Action);
      for (const action of asked) {
        expect(written.some((pattern) => covers(pattern, action))).toBe(true);
      }
      for (const pattern of written.filter((action) => action.endsWith('*'))) {
        expect(pattern).toMatch(/^\w+:(Describe|List)\*$/);
      }
      expect(written.filter((action) => !action.endsWith('*') && !asked.includes(action))).toEqual([]);
      for (const document of documents) {
        expect(JSON.stringify(document).length).toBeLessThanOrEqual(LONGEST_POLICY);
        const sids = document.Statement.map(({ Sid }) => Sid);
        expect(new Set(sids).size).toBe(sids.length);
      }
    }), { numRuns: 50 });
  });

  test('one action that looks keeps its name', () => {
    const [{ Statement: [{ Action }] }] = documentsOf([{ Sid: 'Ec2', Effect: 'Allow', Action: ['ec2:DescribeVpcs', 'ec2:CreateVpc'], Resource: ['*'] }]);
    expect(Action).toEqual(['ec2:CreateVpc', 'ec2:DescribeVpcs']);
  });
});
