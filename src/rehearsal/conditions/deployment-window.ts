import { CronExpression } from './cron-expression';
import { localTime } from './local-time';
import type { RuleOutcome } from './rule-outcome';

/** Whether a deployment window is open at a moment. */
export function checkDeploymentWindow(configuration: Readonly<Record<string, string>>, now: Date): RuleOutcome {
  const { Cron: cron = '', TimeZone: zone = 'UTC' } = configuration;
  const moment = now.toISOString().replace(/:\d{2}\.\d{3}Z$/, 'Z');
  try {
    return new CronExpression(cron).matches(localTime(now, zone))
      ? { outcome: 'passed', reason: `the window ${cron} (${zone}) is open at ${moment}` }
      : { outcome: 'failed', reason: `the window ${cron} (${zone}) is closed at ${moment}` };
  } catch (error) {
    // A time zone that this machine does not know may still be one of AWS's abbreviations.
    return { outcome: 'notEvaluated', reason: (error as Error).message };
  }
}
