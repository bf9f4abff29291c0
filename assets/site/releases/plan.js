/**
 * @typedef {{ percent: number, minutes: number }} Step
 * @typedef {{ name: string, region: string }} Alarm
 * @typedef {{ url: string, paths: string[] }} Probe
 */

/**
 * How a release gets to its visitors.
 *
 * @typedef {object} Plan
 * @property {Step[]} steps the last one has 100 percent: the bake
 * @property {number} kept how many releases stay
 * @property {Alarm[]} alarms
 * @property {Probe | null} probe
 */

/** @param {string} name @param {unknown} text @returns {any} */
function parse(name, text) {
  try {
    return JSON.parse(String(text));
  } catch {
    throw new Error(`${name} must be JSON, got: ${text}`);
  }
}

/** @param {Plan} plan @returns {Plan} */
function checked(plan) {
  const { steps, kept, alarms, probe } = plan;
  const isIncreasing = Array.isArray(steps) && steps.every(({ percent, minutes }, index) => (
    Number.isInteger(percent) && percent > (steps[index - 1]?.percent ?? 0) && Number.isFinite(minutes) && minutes >= 0));
  const problems = [
    ...(isIncreasing && steps.at(-1)?.percent === 100 ? [] : [`Steps must be increasing whole percents up to 100 with their minutes, got: ${JSON.stringify(steps)}`]),
    ...(Number.isInteger(kept) && kept >= 1 ? [] : [`Kept must be a whole number of at least 1, got: ${kept}`]),
    ...(Array.isArray(alarms) && alarms.every(({ name, region }) => name && region) ? [] : [`Alarms must be names with regions, got: ${JSON.stringify(alarms)}`]),
    ...(probe === null || (probe?.url?.startsWith('https://') && Array.isArray(probe.paths))
      ? [] : [`Probe must be null or an https url with paths, got: ${JSON.stringify(probe)}`]),
  ];
  if (problems.length > 0) {
    throw new Error(problems.join('\n'));
  }
  return { steps, kept, alarms, probe };
}

/** @param {Record<string, string>} properties of the custom resource, all of them text @returns {Plan} */
function planOfProperties({ Steps, Kept, Alarms, Probe }) {
  return checked({ steps: parse('Steps', Steps), kept: Number(Kept), alarms: parse('Alarms', Alarms), probe: parse('Probe', Probe) });
}

/** @param {string | undefined} text the plan of the last deployment, as the function's environment has it @returns {Plan} */
function planOfText(text) {
  return checked(parse('PLAN', text));
}

module.exports = { planOfProperties, planOfText };
