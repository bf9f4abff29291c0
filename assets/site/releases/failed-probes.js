/**
 * A metric by way of the log, which needs no permission. Lambda's console would put a prefix before it.
 *
 * @param {import('./plan').Probe} probe
 * @param {number} count
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
function writeFailedProbes({ url }, count) {
  const metric = {
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [{ Namespace: 'MultiAccountPipeline', Dimensions: [['Distribution']], Metrics: [{ Name: 'FailedProbes', Unit: 'Count' }] }],
    },
    Distribution: new URL(url).host,
    FailedProbes: count,
  };
  process.stdout.write(`${JSON.stringify(metric)}\n`);
}

module.exports = { writeFailedProbes };
