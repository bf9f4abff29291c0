import { aws_cloudwatch as cloudwatch, Token } from 'aws-cdk-lib';
import type { Problems } from '../../blueprint/private/problems';

/** From which share of failed requests on a release is turned back. Tokens pass, as in all rules here. */
export function checkErrorRate(problems: Problems, place: string, percent?: number): void {
  if (percent !== undefined && !Token.isUnresolved(percent) && !(percent > 0 && percent < 100)) {
    problems.add(place, 'must be above 0 and below 100', percent, 'Give the share of failed requests that turns a release back, such as 5.');
  }
}

/** How many requests a minute must have to say something. */
export function checkMinimumRequests(problems: Problems, requests?: number): void {
  if (requests !== undefined && !Token.isUnresolved(requests) && !(Number.isInteger(requests) && requests >= 1)) {
    problems.add('minimumRequestsPerMinute', 'must be a whole number from 1', requests, 'Give how many requests a minute must have to count, such as 20.');
  }
}

/** Whoever watches a release asks for the alarms of metrics. */
export function checkNotComposite(problems: Problems, place: string, alarm: cloudwatch.IAlarm): void {
  if (alarm instanceof cloudwatch.CompositeAlarm) {
    problems.add(place, 'must not be made of other alarms', alarm.node.path, 'Give the alarms that it is made of.');
  }
}
