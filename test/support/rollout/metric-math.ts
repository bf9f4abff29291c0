/** A metric's value in each minute; nothing where CloudWatch has none. */
export type Series = (number | undefined)[];
type Value = number | Series;

const TOKEN = /\s*(>=|<=|==|!=|[-+*/()<>,]|\d+(?:\.\d+)?|[A-Za-z_]\w*)/y;
const OPERATORS: Record<string, [precedence: number, apply: (one: number, other: number) => number | undefined]> = {
  '==': [1, (one, other) => Number(one === other)],
  '!=': [1, (one, other) => Number(one !== other)],
  '>=': [1, (one, other) => Number(one >= other)],
  '<=': [1, (one, other) => Number(one <= other)],
  '>': [1, (one, other) => Number(one > other)],
  '<': [1, (one, other) => Number(one < other)],
  '+': [2, (one, other) => one + other],
  '-': [2, (one, other) => one - other],
  '*': [3, (one, other) => one * other],
  // CloudWatch has no value where a division has none.
  '/': [3, (one, other) => (other === 0 ? undefined : one / other)],
};
const FUNCTIONS: Record<string, (...values: Value[]) => Value> = {
  IF: (condition, yes, no) => combine([condition, yes, no], ([test, one, other]) => (test === undefined ? undefined : test === 0 ? other : one)),
  // What has no value at all stays without any.
  FILL: (series, filler) => (Array.isArray(series) && series.every((value) => value === undefined)
    ? series : combine([series, filler], ([value, other]) => value ?? other)),
};

/**
 * The part of CloudWatch's metric math that alarms here use: arithmetic, comparisons, IF and FILL over series and numbers.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function evaluateMetricMath(expression: string, metrics: Record<string, Series>): Series {
  const tokens = tokensOf(expression);
  const value = parse(tokens, metrics, 0);
  if (tokens.length > 0 || !Array.isArray(value)) {
    throw new Error(`Metric math: ${expression} must be one series, stopped before: ${tokens.join(' ') || 'the end'}`);
  }
  return value;
}

function tokensOf(expression: string): string[] {
  const tokens: string[] = [];
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < expression.trimEnd().length;) {
    const start = TOKEN.lastIndex;
    const [, token] = TOKEN.exec(expression) ?? [];
    if (token === undefined) {
      throw new Error(`Metric math: cannot read ${expression.slice(start)}`);
    }
    tokens.push(token);
  }
  return tokens;
}

function parse(tokens: string[], metrics: Record<string, Series>, precedence: number): Value {
  let value = operand(tokens, metrics);
  while (tokens[0] in OPERATORS && OPERATORS[tokens[0]][0] > precedence) {
    const [ownPrecedence, apply] = OPERATORS[tokens.shift()!];
    value = combine([value, parse(tokens, metrics, ownPrecedence)], ([one, other]) => (
      one === undefined || other === undefined ? undefined : apply(one, other)));
  }
  return value;
}

function operand(tokens: string[], metrics: Record<string, Series>): Value {
  const token = tokens.shift();
  if (token === '(') {
    return closed(tokens, parse(tokens, metrics, 0));
  }
  if (token !== undefined && token in FUNCTIONS && tokens.shift() === '(') {
    const values = [parse(tokens, metrics, 0)];
    while (tokens[0] === ',') {
      tokens.shift();
      values.push(parse(tokens, metrics, 0));
    }
    return closed(tokens, FUNCTIONS[token](...values));
  }
  const value = token !== undefined && token in metrics ? metrics[token] : Number(token);
  if (Number.isNaN(value)) {
    throw new Error(`Metric math: nothing is called ${token}`);
  }
  return value;
}

function closed(tokens: string[], value: Value): Value {
  if (tokens.shift() !== ')') {
    throw new Error('Metric math: a bracket is not closed');
  }
  return value;
}

/** A number counts in every minute. */
function combine(values: Value[], apply: (values: (number | undefined)[]) => number | undefined): Value {
  const length = Math.max(0, ...values.map((value) => (Array.isArray(value) ? value.length : 0)));
  const at = (index: number) => apply(values.map((value) => (Array.isArray(value) ? value[index] : value)));
  return values.some(Array.isArray) ? Array.from({ length }, (_, index) => at(index)) : at(0) ?? NaN;
}
