import type { RuleOutcome } from './rule-outcome';

type Configuration = Readonly<Record<string, string>>;

/**
 * Compares a variable with a value.
 *
 * @param declared with references, which the reason shows: reports may be shared and hold no value of a variable
 * @param configuration with the references resolved
 */
export function checkVariable(declared: Configuration, configuration: Configuration): RuleOutcome {
  const { Variable: actual = '', Value: value = '', Operator: operator = '' } = configuration;
  const said = `${declared.Variable ?? '(no Variable)'} ${operator} ${declared.Value ?? '(no Value)'}`;
  switch (operator) {
    case 'EQ':
      return outcomeOf(actual === value, said);
    case 'NE':
      return outcomeOf(actual !== value, said);
    case 'CONTAINS':
      return outcomeOf(actual.includes(value), said);
    case 'MATCHES':
      return matches(actual, value, said);
    default:
      return { outcome: 'notEvaluated', reason: `the operator ${operator || '(none)'} is none of EQ, NE, CONTAINS, MATCHES` };
  }
}

/** Java's `matches` is meant, which compares the whole text. */
function matches(actual: string, pattern: string, said: string): RuleOutcome {
  try {
    return outcomeOf(new RegExp(`^(?:${pattern})$`, 's').test(actual), said);
  } catch {
    return { outcome: 'notEvaluated', reason: `the Java pattern ${pattern} is none that this machine understands` };
  }
}

function outcomeOf(holds: boolean, said: string): RuleOutcome {
  return holds ? { outcome: 'passed', reason: `${said} holds` } : { outcome: 'failed', reason: `${said} does not hold` };
}
