import { children, count, parseXml, XmlElement } from './xml';

/** How much of the code was executed. Clover counts statements as lines. */
export interface CoverageCount {
  readonly lines: number;
  readonly coveredLines: number;
}

/** @throws Error if one of the texts is no XML of that format */
export async function coverageOf(format: 'COBERTURAXML' | 'CLOVERXML', texts: readonly string[]): Promise<CoverageCount> {
  const roots = await Promise.all(texts.map(parseXml));
  const counts = roots.map((root) => {
    const [coverage] = children(root, 'coverage');
    if (!coverage) {
      throw new Error('it has no coverage');
    }
    return format === 'COBERTURAXML' ? coberturaOf(coverage) : cloverOf(coverage);
  });
  return {
    lines: counts.reduce((sum, { lines }) => sum + lines, 0),
    coveredLines: counts.reduce((sum, { coveredLines }) => sum + coveredLines, 0),
  };
}

function coberturaOf(coverage: XmlElement): CoverageCount {
  return { lines: count(coverage, 'lines-valid'), coveredLines: count(coverage, 'lines-covered') };
}

function cloverOf(coverage: XmlElement): CoverageCount {
  const metrics = children(coverage, 'project').flatMap((project) => children(project, 'metrics'));
  return {
    lines: metrics.reduce((sum, element) => sum + count(element, 'statements'), 0),
    coveredLines: metrics.reduce((sum, element) => sum + count(element, 'coveredstatements'), 0),
  };
}
