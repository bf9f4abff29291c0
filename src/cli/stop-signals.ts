/** Exit codes as shells give them: 128 and the number of the signal. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type StopSignal = keyof typeof EXIT_CODES;

/** What has come of the signals that ask the program to stop. */
export interface StopSignals {
  /** Set once a signal has arrived. */
  readonly exitCode?: number;
  dispose(): void;
}

/**
 * @param first stops in good order
 * @param again on a second signal: tidies up at once, after which the program ends
 */
export function onStopSignal(first: () => void, again: () => void): StopSignals {
  let exitCode: number | undefined;
  const listener = (signal: NodeJS.Signals) => {
    const code = EXIT_CODES[signal as StopSignal];
    if (exitCode !== undefined) {
      again();
      process.exit(code);
    }
    exitCode = code;
    first();
  };
  const signals = Object.keys(EXIT_CODES) as StopSignal[];
  signals.forEach((signal) => process.on(signal, listener));
  return {
    get exitCode() {
      return exitCode;
    },
    dispose: () => signals.forEach((signal) => process.off(signal, listener)),
  };
}
