interface Documented { docs?: { summary?: string; default?: string } }
interface Member extends Documented { name: string; optional?: boolean; overrides?: string }

/** The parts of a `.jsii` file that the tests read. */
export interface Assembly {
  types: Record<string, Documented & {
    fqn: string;
    kind: string;
    datatype?: boolean;
    methods?: Member[];
    properties?: Member[];
  }>;
}

/** The place of every union in the assembly's types. */
export function findUnions(value: unknown, place = ''): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, child]) => [
    ...(key === 'union' ? [place] : []),
    ...findUnions(child, `${place}/${key}`),
  ]);
}
