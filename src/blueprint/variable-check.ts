/** How a variable is compared with a value. */
export enum VariableOperator {
  /** The variable is the value. */
  EQUALS = 'EQ',
  /** The variable is anything but the value. */
  DIFFERS = 'NE',
  /** The value is part of the variable. */
  CONTAINS = 'CONTAINS',
  /** The whole variable matches the value, which is a regular expression of Java. */
  MATCHES = 'MATCHES',
}

/** What happens to a release that may not enter an environment. */
export enum GateResult {
  /** The run fails, and what comes after the environment does not happen either. */
  FAIL = 'fail',
  /** The environment is left out, and the run goes on behind it. */
  SKIP = 'skip',
}

/** Which value lets a release enter. */
export interface VariableCheckProps {
  /** The name of one of the blueprint's variables. */
  readonly variable: string;

  /** What the variable is compared with: a line of at most 1000 characters. */
  readonly value: string;

  /**
   * How the two are compared.
   *
   * @default VariableOperator.EQUALS
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/rule-reference-VariableCheck.html
   */
  readonly operator?: VariableOperator;

  /**
   * What happens when they do not compare. All checks of an environment have the same answer.
   *
   * @default GateResult.FAIL
   */
  readonly otherwise?: GateResult;
}
