import { BEHAVIOURS, deliveriesOf } from '../support/contract/behaviours';
import { delivered, DeliveredSystem } from '../support/contract/delivered-system';
import { DeliveryTrace, Step } from '../support/contract/delivery-trace';
import { SYSTEMS } from '../support/contract/systems';
import { TestRepository } from '../support/repositories';

const system = SYSTEMS['ENERGY: dev, staging and prod with integration, end-to-end and load tests'];
let both: DeliveredSystem;
beforeAll(() => {
  both = delivered(system);
}, 120_000);
afterAll(() => TestRepository.removeAll());

/** An engine that orders as told where the rule has an opinion. */
const ordering = (rule: (first: Step, second: Step) => boolean | undefined) => (trace: DeliveryTrace): DeliveryTrace =>
  ({ ...trace, precedes: (first, second) => rule(first, second) ?? trace.precedes(first, second) });
const without = (isIt: (step: Step) => boolean) => (trace: DeliveryTrace): DeliveryTrace =>
  ({ ...trace, steps: trace.steps.filter((step) => !isIt(step)) });

const isFrom = (...kinds: Step['kind'][]) => (...steps: Step[]) => steps.every(({ kind }, index) => kind === kinds[index]);

test.each<[fault: string, makeIt: (trace: DeliveryTrace) => DeliveryTrace, found: string[]]>([
  ['environments side by side', ordering((a, b) => (a.environment && b.environment && a.environment !== b.environment ? false : undefined)), ['P5: environments follow']],
  ['deployments that wait for no build', ordering((a, b) => (isFrom('build', 'deploy')(a, b) ? false : undefined)), ['P5: nothing is deployed']],
  ['builds one after another', ordering((a, b) => (isFrom('build', 'build')(a, b) ? a.name < b.name : undefined)), ['P2']],
  ['`after` forgotten', ordering((a, b) => (isFrom('deploy', 'deploy')(a, b) && a.environment === b.environment ? false : undefined)), ['P5: every stage']],
  ['an approval after the deployment', ordering((a, b) => (isFrom('approve', 'deploy')(a, b) ? false : undefined)), ['P6: a person']],
  ['checks beside the deployment', ordering((a, b) => (isFrom('deploy', 'check')(a, b) && a.environment === b.environment ? false : undefined)), ['P7: checks run']],
  ['no approval', without(({ kind }) => kind === 'approve'), ['P6: a person', 'P6: production']],
  ['a risk that nobody is asked about', (trace) => ({ ...without(({ kind }) => kind === 'approveOnRisk')(trace), findsRisks: true }), ['P12']],
  ['an environment left out', without(({ environment }) => environment === 'staging'), ['P1', 'P5: every stage', 'P7: checks run']],
  ['assets published by each environment', (trace) => ({ ...trace, steps: [...trace.steps, trace.steps.find(({ kind }) => kind === 'assets')!] }), ['P3']],
  ['a failure that is passed by', (trace) => ({ ...trace, stopsOnFailure: false }), ['P7: a failing']],
])('the contract finds %s', (_, makeIt, found) => {
  for (const delivery of [...deliveriesOf(system, both, 'codePipeline'), ...deliveriesOf(system, both, 'gitHub')]) {
    const broken = { ...delivery, trace: makeIt(delivery.trace) };
    const failing = BEHAVIOURS.filter(([, expectIt]) => fails(() => expectIt(broken))).map(([title]) => title);
    expect(found.filter((title) => !failing.some((one) => one.startsWith(title)))).toEqual([]);
  }
});

function fails(behaviour: () => void): boolean {
  try {
    behaviour();
    return false;
  } catch {
    return true;
  }
}
