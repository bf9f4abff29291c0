// Holds releases before a stage while no window is open or a freeze is on, by the stage's inbound transition. Called once a minute.
const { CodePipelineClient, DisableStageTransitionCommand, EnableStageTransitionCommand, GetPipelineStateCommand } = require('@aws-sdk/client-codepipeline');

const client = new CodePipelineClient({});

/** What our reasons begin with. A transition that was disabled for another reason is somebody else's. */
const MARKER = 'Held by release gates - ';

/** The fields of a window's expression: least and greatest value, and the names of the values. */
const FIELDS = [
  [0, 59], [0, 23], [1, 31], [1, 12, 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'], [1, 7, 'SUN MON TUE WED THU FRI SAT'], [1970, 2199],
];

/** A moment as the clock of a time zone shows it: as text, and in the fields of an expression. */
function localTime(moment, timeZone = 'UTC') {
  const two = '2-digit';
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: two, day: two, hour: two, minute: two });
  const { year, month, day, hour, minute } = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  const weekday = new Date(`${year}-${month}-${day}`).getUTCDay() + 1;
  return { text: `${year}-${month}-${day}T${hour}:${minute}`, fields: [minute, hour, day, month, weekday, year].map(Number) };
}

/** Whether a value is in a list of values, ranges, which may go over the end, and steps. */
function isIn(list, value, [least, most, names = '']) {
  const numberOf = (text) => (names.includes(text) ? names.split(' ').indexOf(text) + least : Number(text));
  const width = most - least + 1;
  return list === '?' || list.split(',').some((item) => {
    const [range, step] = item.split('/');
    const [first, last] = range.split('-');
    const from = first === '*' ? least : numberOf(first);
    const to = last ? numberOf(last) : first === '*' || step ? most : from;
    const distance = (value - from + width) % width;
    return distance <= (to - from + width) % width && distance % (step ?? 1) === 0;
  });
}

function isOpen({ cron, timeZone }, moment) {
  const { fields } = localTime(moment, timeZone);
  return cron.split(' ').every((list, index) => isIn(list, fields[index], FIELDS[index]));
}

/** Why releases are held at a moment; undefined if they may enter. In the characters and the length that CodePipeline takes. */
function reasonToHold(moment, windows, freezes) {
  const freeze = freezes.find(({ from, until, timeZone }) => {
    const { text } = localTime(moment, timeZone);
    return from <= text && text < until;
  });
  if (freeze) {
    const { until, timeZone = 'UTC', reason } = freeze;
    return `${MARKER}frozen until ${until} ${timeZone} - ${reason}`.replace(/[^a-zA-Z0-9!@ ().*?-]/g, '.').slice(0, 300);
  }
  const closed = windows.length > 0 && !windows.some((window) => isOpen(window, moment));
  return closed ? `${MARKER}no deployment window is open` : undefined;
}

async function handler({ time, pipeline, stage, windows, freezes }) {
  const { stageStates = [] } = await client.send(new GetPipelineStateCommand({ name: pipeline }));
  const state = stageStates.find(({ stageName }) => stageName === stage)?.inboundTransitionState;
  if (!state) {
    throw new Error(`The pipeline ${pipeline} must have the stage ${stage}.`);
  }
  const { enabled, disabledReason = '' } = state;
  const reason = reasonToHold(new Date(time), windows, freezes);
  const isOurs = !enabled && disabledReason.startsWith(MARKER);
  const transition = { pipelineName: pipeline, stageName: stage, transitionType: 'Inbound' };
  if (reason && (enabled || (isOurs && disabledReason !== reason))) {
    await client.send(new DisableStageTransitionCommand({ ...transition, reason }));
    console.log(`${stage}: ${reason}`);
  } else if (!reason && isOurs) {
    await client.send(new EnableStageTransitionCommand(transition));
    console.log(`${stage}: open`);
  }
}

module.exports = { handler, isOpen, reasonToHold };
