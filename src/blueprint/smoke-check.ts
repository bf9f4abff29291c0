import { CheckOptions } from './check-options';

/** A request and the answer that it should get. */
export interface SmokeRequest {
  /** The URL. `${API_URL}` stands for the output that `outputs` gives to that variable, such as `${API_URL}/health`. */
  readonly url: string;

  /**
   * The method: `GET`, `HEAD`, `OPTIONS`, `POST`, `PUT`, `PATCH` or `DELETE`.
   *
   * @default 'GET'
   */
  readonly method?: string;

  /**
   * Headers by their names. `${API_KEY}` stands for the output or secret of that variable; a header that carries credentials
   * must take its value from `secrets`.
   *
   * @default - no headers
   */
  readonly headers?: { [name: string]: string };

  /**
   * The status of the answer. Redirects are not followed: they are an answer, such as 301.
   *
   * @default 200
   */
  readonly status?: number;

  /**
   * Text that the first MiB of the body must contain.
   *
   * @default - any body
   */
  readonly bodyContains?: string;

  /**
   * A JavaScript regular expression that the first MiB of the body must match.
   *
   * @default - any body
   */
  readonly bodyMatches?: string;
}

/** Requests whose answers prove that a deployment works. */
export interface SmokeCheckProps extends CheckOptions {
  /** The requests, at most 50. They are sent in parallel. */
  readonly requests: SmokeRequest[];

  /**
   * How often a request without the right answer is sent again, up to 100 times: a fresh deployment needs a moment.
   *
   * @default 10
   */
  readonly retries?: number;

  /**
   * How many seconds pass between two attempts, up to 300.
   *
   * @default 6
   */
  readonly pauseSeconds?: number;

  /**
   * How many seconds each attempt may take, from 1 to 300.
   *
   * @default 10
   */
  readonly timeoutSeconds?: number;
}
