import { children, parseXml, XmlElement } from './xml';

/** How the test cases of a report came out. */
export interface TestCount {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

/**
 * Counts the test cases of JUnit's XML. The cases themselves are counted, because tools disagree about the attributes of suites.
 *
 * @throws Error if one of the texts is no such XML
 */
export async function testsOf(texts: readonly string[]): Promise<TestCount> {
  const roots = await Promise.all(texts.map(parseXml));
  const cases = roots.flatMap((root) => {
    if (!('testsuites' in root) && !('testsuite' in root)) {
      throw new Error('it has neither testsuites nor testsuite');
    }
    return casesOf(root);
  });
  const having = (outcome: string) => cases.filter((testCase) => outcome in testCase).length;
  return { tests: cases.length, failures: having('failure'), errors: having('error'), skipped: having('skipped') };
}

function casesOf(element: XmlElement): XmlElement[] {
  return [...children(element, 'testcase'), ...['testsuites', 'testsuite'].flatMap((name) => children(element, name)).flatMap(casesOf)];
}
