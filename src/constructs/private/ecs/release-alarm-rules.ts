import { aws_cloudwatch as cloudwatch, Duration, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Problems } from '../../../blueprint/private/problems';
import type { ReleaseAlarmOptions } from '../../release-alarm-options';
import { checkErrorRate, checkMinimumRequests, checkNotComposite } from '../release-alarm-rules';

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html#connection-idle-timeout */
const LONGEST_RESPONSE_SECONDS = 4000;

/** The names of all alarms are in the environment of a function, which takes 4 KB; a name has up to 255 characters. */
const MOST_OWN_ALARMS = 10;

/** When releases are turned back, all checked at once. Tokens pass. */
export function checkReleaseAlarms(scope: Construct, problems: Problems, options: ReleaseAlarmOptions): void {
  checkErrorRate(problems, 'errorRatePercent', options.errorRatePercent);
  checkResponseTime(problems, options.p95ResponseTime);
  checkMinimumRequests(problems, options.minimumRequestsPerMinute);
  checkOwnAlarms(scope, problems, options.releaseAlarms ?? []);
}

function checkResponseTime(problems: Problems, time?: Duration): void {
  const seconds = time?.toSeconds({ integral: false });
  if (seconds !== undefined && !(seconds > 0 && seconds <= LONGEST_RESPONSE_SECONDS)) {
    problems.add('p95ResponseTime', `must be above 0 and at most ${LONGEST_RESPONSE_SECONDS} seconds`, seconds, 'Give a time such as Duration.seconds(10).');
  }
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html */
function checkOwnAlarms(scope: Construct, problems: Problems, alarms: cloudwatch.IAlarm[]): void {
  const { account, region } = Stack.of(scope);
  const isElsewhere = (here: string, there: string) => !Token.isUnresolved(here) && !Token.isUnresolved(there) && here !== there;
  alarms.forEach((alarm, index) => {
    const place = `releaseAlarms[${index}]`;
    checkNotComposite(problems, place, alarm);
    if (isElsewhere(account, alarm.env.account) || isElsewhere(region, alarm.env.region)) {
      problems.add(
        place, `must be in the account and region of the service, ${account} and ${region}`, `${alarm.env.account} and ${alarm.env.region}`,
        'ECS watches no other alarms: make one there of the same metric.',
      );
    }
  });
  if (alarms.length > MOST_OWN_ALARMS) {
    problems.add('releaseAlarms', `must be at most ${MOST_OWN_ALARMS}`, alarms.length, 'Give those that a release can set off.');
  }
}
