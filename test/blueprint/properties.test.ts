import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import * as fc from 'fast-check';
import { PipelineBlueprint } from '../../src/blueprint';
import { Problems } from '../../src/blueprint/private/problems';
import { checkShape } from '../../src/blueprint/private/rules/document';
import { Node } from '../../src/blueprint/private/shape';
import { exampleDocument, messagesOf, pipelineDocument } from '../support/blueprints';
import { windowCron } from '../support/gates';

const read = (document: unknown) => PipelineBlueprint.fromJson(JSON.stringify(document));

test('P8: the expression of a window is accepted whatever it is made of', () => {
  const documentWith = (cron: string) => exampleDocument({
    environments: [{ name: 'beta', account: '222222222222', regions: ['eu-west-1'], profile: 'development', gates: [{ type: 'deploymentWindow', cron }] }],
  });
  fc.assert(fc.property(windowCron, (cron) => expect(messagesOf(documentWith(cron))).toEqual([])));
});

describe('whatever the document', () => {
  test('every valid document survives the way to JSON and back', () => {
    fc.assert(fc.property(pipelineDocument, (document) => {
      const blueprint = read(document);
      expect(JSON.parse(blueprint.toJson())).toEqual(document);
      expect(PipelineBlueprint.fromJson(blueprint.toJson())).toEqual(blueprint);
    }));
  });

  const schema = JSON.parse(readFileSync(join(__dirname, '..', '..', 'schema', 'pipeline.schema.json'), 'utf8'));
  const matchesSchema = new Ajv().compile(schema);
  const followsRules = (document: unknown) => {
    const problems = new Problems();
    checkShape(new Node('', document, problems));
    return problems.messages.length === 0;
  };

  test('the schema and the rules accept the same documents', () => {
    fc.assert(fc.property(pipelineDocument, (document) => {
      expect([matchesSchema(document), followsRules(document)]).toEqual([true, true]);
    }));
  });

  test('the schema and the rules agree on documents with something changed, added or taken away at a random place', () => {
    const junk = fc.oneof(
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom('', ' ', 'beta', 'Beta', '-x', 'a'.repeat(21), 'a'.repeat(31), 'a'.repeat(52), 'a'.repeat(53), '12345678901', '123456789012', 'eu-west', 'eu-west-1',
        '/etc', 'a/../b', 'a//b', './a', 'a/', 'api.Url', 'api', 'manual', 'production', 'push', 'tag', 'pullRequest', 'queued', 'local', 's3', 'small', 'junit',
        'vpc-11111111', 'sg-1', 'http://a', 4, 5, 100, 101, 480, 481, 1.5, 'a'.repeat(255), 'a'.repeat(256), 'two\nlines', true, [], [''], {}, null, 0,
        1, 0.5, 300, 301, 'command', 'smoke', 'load', 'https://a', 'http:/a', '${A}/b', 'requirements.txt', 'requirements.json', 'vpc-01234567', 'subnet-1',
        'orders:key:x', 'reports/*.xml', 'arn:aws:iam::111111111111:role/x', '**/*.ts', '{a,b', '[]', './a/**',
        'arn:aws:sns:eu-west-1:111111111111:x', 'ann@example.com', 86400, 86401,
        '* 9-16 ? * MON-FRI *', '* * * * * *', '* 24 ? * 1 *', '2026-12-18T17:00', '2026-13-18T17:00', 'Europe/Berlin', 'rollback', 'retry', 'skip', 'EQ', 'LT', 1380, 1381, 'a: b', 99, 1440, 1441, 'steps', 'canary', [10, 100], [101]),
    );
    let refused = 0;
    fc.assert(fc.property(pipelineDocument, fc.nat(), junk, fc.constantFrom('change', 'add', 'remove'), (document, position, value, kind) => {
      const copy = structuredClone(document);
      const places = placesOf(copy);
      const [parent, key] = places[position % places.length];
      if (kind === 'change') {
        parent[key] = value;
      } else if (kind === 'add') {
        parent[Array.isArray(parent) ? parent.length : 'surprise'] = value;
      } else if (Array.isArray(parent)) {
        parent.splice(Number(key), 1);
      } else {
        delete parent[key];
      }
      refused += followsRules(copy) ? 0 : 1;
      expect(followsRules(copy)).toBe(matchesSchema(copy));
    }), { numRuns: 1000 });
    expect(refused).toBeGreaterThan(300);
  });
});

type Parent = Record<string | number, unknown>;

function placesOf(value: unknown): [Parent, string][] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.keys(value).flatMap((key) => [[value as Parent, key] as [Parent, string], ...placesOf((value as Parent)[key])]);
}
