import { simulatedSdk } from './simulated-sdk';
import { SimulatedSite, STORE } from './simulated-site';
import { MINUTE, runOf, StateMachines } from './state-machines';

export const START = Date.parse('2026-11-22T12:00:00.000Z');
export const OLD = '0'.repeat(16);
export const NEW = '1'.repeat(16);
export const OTHER = '2'.repeat(16);

/** A site without a release, whose functions meet nothing but the simulation. */
export function emptySite(sdk: ReturnType<typeof simulatedSdk>): SimulatedSite {
  jest.useFakeTimers({ now: START, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'setTimeout'] });
  jest.spyOn(console, 'log').mockImplementation();
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  jest.spyOn(globalThis, 'fetch').mockImplementation(sdk.fetch as any);
  Object.assign(process.env, { STORE_ARN: STORE, BUCKET: 'bucket', STATE_MACHINE_ARN: 'machine' });
  const site = new SimulatedSite();
  site.alarms = { 'us-east-1/errors': [], 'eu-west-1/latency': [] };
  return site;
}

/** Makes the old release stable an hour ago; after that the simulation remembers no call. */
export async function releaseOld(site: SimulatedSite): Promise<void> {
  jest.setSystemTime(START - 60 * MINUTE);
  const machines = new StateMachines(site);
  machines.start(runOf(OLD));
  await machines.run();
  site.answers.length = 0;
  site.calls.length = 0;
  jest.setSystemTime(START);
}

/** The files of a release, as if `publish` had put them there. */
export function putFiles(site: SimulatedSite, ...releases: string[]): void {
  for (const release of releases) {
    for (const key of [`releases/${release}/index.html`, `releases/${release}/app.js`, `manifests/${release}.json`]) {
      site.objects.set(key, { body: Buffer.from(release), type: 'text/plain', cache: 'no-cache' });
    }
  }
}

/** What is wrong with the routing key: a visitor could get what is not there. Nothing, if it is well. */
export function faultsOf(site: SimulatedSite): string[] {
  const { stable, next, weight, kept } = site.routing;
  const { releases, rollout, forgetting = [] } = site.state;
  const isThere = (id: string) => ['index.html', 'app.js'].every((file) => site.objects.has(`releases/${id}/${file}`)) && site.objects.has(`manifests/${id}.json`);
  return [
    ...(kept.includes(stable) ? [] : ['stable is not kept']),
    ...(next === undefined || (kept.includes(next) && next !== stable) ? [] : ['next is not kept, or stable']),
    ...((next === undefined) === (weight === undefined) && (weight === undefined || (weight >= 0 && weight <= 100)) ? [] : [`weight ${weight}`]),
    ...(rollout?.release === next ? [] : [`next is ${next} in a rollout of ${rollout?.release}`]),
    ...(kept.join() === releases.join() ? [] : ['kept are not the releases']),
    ...kept.filter((id: string) => forgetting.includes(id) || !isThere(id)).map((id: string) => `${id} is kept without its files`),
  ];
}
