const { CloudWatchClient, DescribeAlarmsCommand } = require('@aws-sdk/client-cloudwatch');

// ECS turns a release back if the function runs out of time, so a call that hangs must fail before that.
const client = new CloudWatchClient({ maxAttempts: 3, requestHandler: { connectionTimeout: 2000, requestTimeout: 4000 } });

/**
 * An alarm that is red, and since when if CloudWatch says so.
 *
 * @typedef {{ name: string, since: number | undefined }} RedAlarm
 */

/**
 * Metric alarms alone: those made of others are read with a permission on all alarms of the account or not at all.
 *
 * @param {string[]} names at most 100, as many as one call takes
 * @returns {Promise<RedAlarm[]>}
 */
async function readRedAlarms(names) {
  const { MetricAlarms = [] } = await client.send(new DescribeAlarmsCommand({ AlarmNames: names, AlarmTypes: ['MetricAlarm'], MaxRecords: 100 }));
  const missing = names.filter((name) => !MetricAlarms.some(({ AlarmName }) => AlarmName === name));
  if (missing.length > 0) {
    console.log(`Not watched, because CloudWatch does not know them: ${missing.join(', ')}`);
  }
  return MetricAlarms.filter(({ StateValue }) => StateValue === 'ALARM').map(({ AlarmName, StateTransitionedTimestamp }) => (
    { name: AlarmName, since: StateTransitionedTimestamp?.getTime() }
  ));
}

module.exports = { readRedAlarms };
