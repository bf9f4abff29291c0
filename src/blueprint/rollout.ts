import { Problems } from './private/problems';
import { minutesOf, RolloutDocument, stepsOf } from './private/rollout-document';
import { checkRollout, rollout as rolloutRule } from './private/rules/rollout';
import { Node } from './private/shape';
import type { CanaryRolloutProps, LinearRolloutProps, RolloutOptions, SteppedRolloutProps } from './rollout-options';
import type { RolloutPlan } from './rollout-plan';

/** How requests move to a new version. */
export enum RolloutType {
  /** The new version takes the place of the old one. */
  ALL_AT_ONCE = 'allAtOnce',
  /** All requests move at one moment, and the old version is kept for a time. */
  BLUE_GREEN = 'blueGreen',
  /** A small share first, then all of them. */
  CANARY = 'canary',
  /** Equal shares, one after the other. */
  LINEAR = 'linear',
  /** Shares of any size, one after the other. */
  STEPS = 'steps',
}

/**
 * How requests move from the old version of an application to the new one, in one vocabulary for containers and sites.
 *
 * All but `allAtOnce` run both versions side by side from the first request to the end of the bake, so that going back is instant; that
 * takes the capacity of both.
 */
export class Rollout {
  /** The new version takes the place of the old one as soon as it is healthy. Use it where a short failure hurts nobody. */
  public static allAtOnce(): Rollout {
    return Rollout.of('allAtOnce', { type: 'allAtOnce' });
  }

  /**
   * The new version starts beside the old one, then has all requests at one moment, while the old one is kept for the bake.
   *
   * @throws Error that lists every value that is not possible
   */
  public static blueGreen(options: RolloutOptions = {}): Rollout {
    return Rollout.of('blueGreen', { ...options, type: 'blueGreen' });
  }

  /**
   * The new version has a small share of the requests for a time, then all of them.
   *
   * @throws Error that lists every value that is not possible, or if the rollout takes more than 33 hours
   */
  public static canary(props: CanaryRolloutProps): Rollout {
    return Rollout.of('canary', { ...props, type: 'canary' });
  }

  /**
   * The new version gets the same share more at each step.
   *
   * @throws Error that lists every value that is not possible, or if the rollout takes more than 33 hours
   */
  public static linear(props: LinearRolloutProps): Rollout {
    return Rollout.of('linear', { ...props, type: 'linear' });
  }

  /**
   * The new version has each of these shares in turn.
   *
   * @param percents at least two whole numbers that rise to 100, such as `[10, 50, 100]`
   * @throws Error that lists every value that is not possible, or if the rollout takes more than 33 hours
   */
  public static steps(percents: number[], props: SteppedRolloutProps): Rollout {
    return Rollout.of('steps', { ...props, percents, type: 'steps' });
  }

  /** @internal */
  public static _fromDocument(document: RolloutDocument): Rollout {
    return new Rollout(document);
  }

  private static of(kind: string, given: RolloutDocument): Rollout {
    const problems = new Problems();
    // A property that a caller left undefined is absent, as it would be in JSON.
    const node = new Node('', JSON.parse(JSON.stringify(given)), problems);
    rolloutRule(node);
    checkRollout(node);
    problems.throwIfAny(`Rollout.${kind}`);
    return new Rollout(node.value as RolloutDocument);
  }

  /** How requests move. */
  public readonly type: RolloutType;

  private readonly document: RolloutDocument;

  private constructor(document: RolloutDocument) {
    this.document = structuredClone(document);
    this.type = document.type as RolloutType;
  }

  /** What happens when, worst case included. */
  public plan(): RolloutPlan {
    const steps = stepsOf(this.document);
    const minutes = minutesOf(steps);
    return { steps, minutes, worstCaseMinutes: 2 * minutes, doublesCapacity: this.type !== RolloutType.ALL_AT_ONCE };
  }

  /** @internal */
  public _toDocument(): RolloutDocument {
    return structuredClone(this.document);
  }
}
