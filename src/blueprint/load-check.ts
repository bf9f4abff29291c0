import { CheckOptions } from './check-options';

/** A load and the thresholds that a deployment must keep under it. */
export interface LoadCheckProps extends CheckOptions {
  /** The URL that is asked by GET. `${API_URL}` stands for the output that `outputs` gives to that variable. */
  readonly url: string;

  /** How many users send requests at the same time, each one after another, from 1 to 500. */
  readonly users: number;

  /** How many seconds the load lasts, from 1 to 3600, and less than `timeoutMinutes`. */
  readonly durationSeconds: number;

  /** The latency in milliseconds that 95 % of all requests must keep, at least 1. A request without an answer counts with the time it took. */
  readonly p95Milliseconds: number;

  /** The share of requests, from 0 to 100 %, that may get no answer or one of status 400 or higher. */
  readonly errorRatePercent: number;

  /**
   * How many seconds each request may take, from 1 to 300.
   *
   * @default 10
   */
  readonly timeoutSeconds?: number;
}
