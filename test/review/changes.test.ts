import { change } from '../support/review';

type Facts = Readonly<Record<string, unknown>>;
const { changesOf, stateOf } = jest.requireActual<{ changesOf: (set: object) => Facts[]; stateOf: (set: object) => Facts }>('../../assets/review/lib/change-set.js');
const { compareTemplates } = jest.requireActual<{
  compareTemplates: (before: object, after: object) => { changes: Facts[]; sections: string[] };
}>('../../assets/review/lib/templates.js');

const only = (action: string, more: object = {}) => changesOf({ Changes: [change('Data', 'AWS::S3::Bucket', action, more)] })[0];

describe('P6: a change of a change set', () => {
  test.each([
    ['Add', {}, { kind: 'added' }],
    ['Import', {}, { kind: 'added' }],
    ['Remove', { PolicyAction: 'Delete' }, { kind: 'removed', stateful: true }],
    ['Remove', { PolicyAction: 'Retain' }, { kind: 'removed', stateful: true, retained: true }],
    ['Modify', { Replacement: 'True' }, { kind: 'replaced', replacement: 'certain', stateful: true }],
    ['Modify', { Replacement: 'Conditional' }, { kind: 'replaced', replacement: 'possible', stateful: true }],
    ['Modify', { Replacement: 'True', PolicyAction: 'ReplaceAndRetain' }, { kind: 'replaced', replacement: 'certain', stateful: true, retained: true }],
    ['Modify', { Replacement: 'False' }, { kind: 'changed' }],
    ['Dynamic', {}, { kind: 'replaced', replacement: 'possible', stateful: true }],
    ['SyncWithActual', {}, { kind: 'changed' }],
  ])('%s with %j is %j', (action, more, expected) => {
    const { before: _before, after: _after, logicalId, type, ...rest } = only(action, more);
    expect([logicalId, type, rest]).toEqual(['Data', 'AWS::S3::Bucket', expected]);
  });

  test('names the properties once, and attributes by themselves', () => {
    const Details = ['Tags', 'Metadata'].map((Attribute) => ({ Target: { Attribute } }));
    const ofProperty = { Target: { Attribute: 'Properties', Name: 'BucketName' } };
    expect(only('Modify', { Replacement: 'False', Details: [...Details, ofProperty, ofProperty] }).properties).toEqual(['BucketName', 'Metadata', 'Tags']);
  });

  test('has the path of the construct, if its context tells it', () => {
    const AfterContext = JSON.stringify({ Properties: {}, Metadata: { 'aws:cdk:path': 'prod-api/Service/Data/Resource' } });
    expect(only('Add', { AfterContext }).path).toBe('prod-api/Service/Data');
  });

  test('with a context that was cut is listed all the same', () => {
    expect(only('Modify', { Replacement: 'False', AfterContext: '{"Properties":{"Buck' })).toMatchObject({ kind: 'changed', after: undefined });
  });
});

describe('P6: a change set', () => {
  test.each([
    [{ Status: 'CREATE_COMPLETE' }, { state: 'ready' }],
    [{ Status: 'FAILED', StatusReason: "The submitted information didn't contain changes. Submit different information." }, { state: 'empty' }],
    [{ Status: 'FAILED', StatusReason: 'No updates are to be performed.' }, { state: 'empty' }],
    [{ Status: 'FAILED', StatusReason: 'Transform failed' }, { state: 'unusable', reason: 'FAILED: Transform failed' }],
    [{ Status: 'CREATE_IN_PROGRESS' }, { state: 'unusable', reason: 'CREATE_IN_PROGRESS' }],
  ])('%j is %j', (set, expected) => {
    expect(stateOf(set)).toEqual(expected);
  });
});

describe('P6: the changes between two templates', () => {
  const template = (Resources: object, more: object = {}) => ({ Resources, ...more });
  const topic = (Properties: object, more: object = {}) => ({ Type: 'AWS::SNS::Topic', Properties, ...more });

  test('are none for the same template in another order', () => {
    const [one, other] = [template({ A: topic({ a: 1, b: 2 }), B: topic({}) }), template({ B: topic({}), A: topic({ b: 2, a: 1 }) })];
    expect(compareTemplates(one, other)).toEqual({ changes: [], sections: [] });
  });

  test('name properties and attributes, and leave open whether a property replaces', () => {
    const { changes } = compareTemplates(template({ A: topic({ a: 1 }), B: topic({}) }), template({ A: topic({ a: 2, c: 3 }, { DependsOn: 'B' }), B: topic({}, { DeletionPolicy: 'Retain' }) }));
    expect(changes).toMatchObject([
      { kind: 'changed', logicalId: 'A', properties: ['DependsOn', 'a', 'c'], replacement: 'unknown' },
      { kind: 'changed', logicalId: 'B', properties: ['DeletionPolicy'] },
    ]);
    expect(changes[1]).not.toHaveProperty('replacement');
  });

  test('know another type as a replacement, of the old resource', () => {
    const { changes } = compareTemplates(template({ A: { Type: 'AWS::S3::Bucket' } }), template({ A: topic({}) }));
    expect(changes).toMatchObject([{ kind: 'replaced', type: 'AWS::S3::Bucket', replacement: 'certain', stateful: true }]);
  });

  test('know what stays in the account', () => {
    const { changes } = compareTemplates(template({ A: topic({}, { DeletionPolicy: 'RetainExceptOnCreate' }) }), template({}));
    expect(changes).toMatchObject([{ kind: 'removed', retained: true }]);
  });

  test('name other sections', () => {
    expect(compareTemplates(template({}, { Outputs: { a: 1 }, Rules: { x: 1 } }), template({}, { Parameters: { p: {} } })).sections).toEqual(['parameters', 'outputs']);
  });
});
