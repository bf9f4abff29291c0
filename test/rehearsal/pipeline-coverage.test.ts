import { pipelineCases } from '../support/pipeline-case';
import { SEMANTICS } from '../support/pipeline-semantics';

const CASES = pipelineCases();
const COVERED = CASES.flatMap(({ path, pipeline }) => pipeline.Covers.map((id) => ({ id, path })));

describe('the suite of pipelines', () => {
  test('has a case for every semantic', () => {
    expect(SEMANTICS.filter((id) => !COVERED.some((covered) => covered.id === id))).toEqual([]);
  });

  test('names no semantic that there is not', () => {
    expect(COVERED.filter(({ id }) => !SEMANTICS.includes(id))).toEqual([]);
  });

  test('has no semantic twice in the table', () => {
    expect([...new Set(SEMANTICS)]).toEqual(SEMANTICS);
  });

  test('has no case that covers nothing', () => {
    expect(CASES.filter(({ pipeline }) => pipeline.Covers.length === 0)).toEqual([]);
  });

  test('tells its cases apart by their titles', () => {
    const titles = CASES.map(({ pipeline }) => pipeline.Title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });
});
