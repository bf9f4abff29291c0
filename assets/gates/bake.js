// Watches alarms for some minutes after a deployment and fails its action if one goes off. Called again until it ends.
const { CloudFormationClient, ListStackResourcesCommand } = require('@aws-sdk/client-cloudformation');
const { CloudWatchClient, DescribeAlarmHistoryCommand, DescribeAlarmsCommand } = require('@aws-sdk/client-cloudwatch');
const { CodePipelineClient, PutJobFailureResultCommand, PutJobSuccessResultCommand } = require('@aws-sdk/client-codepipeline');
const { AssumeRoleCommand, STSClient } = require('@aws-sdk/client-sts');

const codePipeline = new CodePipelineClient({});
const sts = new STSClient({});

const AlarmTypes = ['MetricAlarm', 'CompositeAlarm'];

async function pagesOf(client, Command, input) {
  const pages = [];
  do {
    pages.push(await client.send(new Command({ ...input, NextToken: pages.at(-1)?.NextToken })));
  } while (pages.at(-1).NextToken);
  return pages;
}

/** The names of the alarms in stacks and in those nested in them. */
async function alarmsIn(stacks, client) {
  const names = [];
  for (const StackName of stacks) {
    const pages = await pagesOf(client, ListStackResourcesCommand, { StackName });
    const resources = pages.flatMap((page) => page.StackResourceSummaries).filter((one) => one.ResourceStatus !== 'DELETE_COMPLETE');
    const idsOf = (type) => resources.filter((one) => type.test(one.ResourceType)).map((one) => one.PhysicalResourceId);
    names.push(...idsOf(/::CloudWatch::(Composite)?Alarm$/), ...await alarmsIn(idsOf(/::CloudFormation::Stack$/), client));
  }
  return names;
}

/** Whether an alarm went off, maybe unseen between two calls. */
async function wentOff(AlarmName, since, client) {
  const pages = await pagesOf(client, DescribeAlarmHistoryCommand, { AlarmName, AlarmTypes, HistoryItemType: 'StateUpdate', StartDate: since });
  return pages.flatMap((page) => page.AlarmHistoryItems).some((item) => JSON.parse(item.HistoryData).newState?.stateValue === 'ALARM');
}

/** What is wrong with the alarms of one account and region. */
async function problemsIn({ roleArn, region, alarms = [], stacks = [] }, since) {
  const { Credentials: key } = await sts.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'bake' }));
  const credentials = { accessKeyId: key.AccessKeyId, secretAccessKey: key.SecretAccessKey, sessionToken: key.SessionToken };
  // Throttled calls are repeated: they are no reason to give a release up.
  const access = { region, maxAttempts: 8, credentials };
  const client = new CloudWatchClient(access);
  const names = [...alarms, ...await alarmsIn(stacks, new CloudFormationClient(access))];
  const problems = [];
  for (const name of names) {
    const page = await client.send(new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes }));
    const alarm = page.MetricAlarms[0] ?? page.CompositeAlarms[0];
    if (!alarm) {
      problems.push(`${name} does not exist in ${region}`);
    } else if (alarm.StateValue === 'ALARM') {
      problems.push(`${name} is in alarm`);
    } else if (!(alarm.StateUpdatedTimestamp < since) && await wentOff(name, since, client)) {
      problems.push(`${name} went off`);
    }
  }
  return problems;
}

async function handler(event) {
  const { id: jobId, data } = event['CodePipeline.job'];
  const since = data.continuationToken ? new Date(data.continuationToken) : new Date();
  const places = JSON.parse(process.env.ALARMS).map((place) => problemsIn(place, since));
  const problems = await Promise.all(places).catch((error) => [`the alarms cannot be read: ${error.message}`]);
  if (problems.flat().length > 0) {
    const message = `Bake since ${since.toISOString()}: ${problems.flat().join(', ')}`.slice(0, 1000);
    console.log(message);
    await codePipeline.send(new PutJobFailureResultCommand({ jobId, failureDetails: { type: 'JobFailed', message } }));
  } else {
    const isOver = Date.now() - since >= process.env.MINUTES * 60_000;
    await codePipeline.send(new PutJobSuccessResultCommand({ jobId, ...(!isOver && { continuationToken: since.toISOString() }) }));
  }
}

module.exports = { handler };
