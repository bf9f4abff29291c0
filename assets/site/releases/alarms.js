const { CloudWatchClient, DescribeAlarmsCommand } = require('@aws-sdk/client-cloudwatch');

/** As many as one call takes. */
const MOST_NAMES = 100;

/** Metric alarms alone: those made of others are read with a permission on all alarms of the account or not at all. @param {string} region @param {string[]} names */
async function readRegion(region, names) {
  const client = new CloudWatchClient({ region, maxAttempts: 3, requestHandler: { connectionTimeout: 2000, requestTimeout: 4000 } });
  const { MetricAlarms = [] } = await client.send(new DescribeAlarmsCommand({ AlarmNames: names, AlarmTypes: ['MetricAlarm'], MaxRecords: MOST_NAMES }));
  const missing = names.filter((name) => !MetricAlarms.some(({ AlarmName }) => AlarmName === name));
  if (missing.length > 0) {
    console.log(`Not watched, because CloudWatch in ${region} does not know them: ${missing.join(', ')}`);
  }
  return MetricAlarms.filter(({ StateValue }) => StateValue === 'ALARM').map(({ AlarmName }) => AlarmName);
}

/**
 * The names of those alarms that are red. CloudFront's are in us-east-1, others where the site's stack is.
 *
 * @param {import('./plan').Alarm[]} alarms
 * @returns {Promise<string[]>}
 */
async function readRedAlarms(alarms) {
  const regions = [...new Set(alarms.map(({ region }) => region))];
  const red = await Promise.all(regions.map((region) => readRegion(region, alarms.filter((alarm) => alarm.region === region).map(({ name }) => name))));
  return red.flat();
}

module.exports = { readRedAlarms };
