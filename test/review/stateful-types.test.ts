import stateful from '../../assets/review/lib/stateful-types.json';

interface ResourceType { readonly cloudFormationType: string; readonly isStateful?: boolean }
const { loadAwsServiceSpecSync } = jest.requireActual<{ loadAwsServiceSpecSync: () => { all: (kind: 'resource') => Iterable<ResourceType> } }>('@aws-cdk/aws-service-spec');
const types = [...loadAwsServiceSpecSync().all('resource')];

test('P12: everything that AWS calls stateful in its list for the CDK counts as such', () => {
  const theirs = types.filter(({ isStateful }) => isStateful).map(({ cloudFormationType }) => cloudFormationType);
  expect(theirs.length).toBeGreaterThan(20);
  expect(theirs.filter((type) => !stateful.includes(type))).toEqual([]);
});

test('P12: the list names types that CloudFormation has, each once and in order', () => {
  const known = new Set(types.map(({ cloudFormationType }) => cloudFormationType));
  expect(stateful.filter((type) => !known.has(type))).toEqual([]);
  expect([...new Set(stateful)].sort()).toEqual(stateful);
});
