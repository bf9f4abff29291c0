import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Delivery, deliveryOf, simpleStage } from '../../support/delivery';
import { countIn, refusalOf } from '../../support/limits';

const MEBIBYTE = 1024 * 1024;

/** Text that can be compressed to nothing, and text that cannot be compressed much. */
const REPEATED = 'a'.repeat(MEBIBYTE);
const random = Array.from({ length: MEBIBYTE / 32 }, (_, index) => createHash('sha256').update(String(index)).digest('hex')).join('');

function deliveryOfAsset(content: string, fail: number): Delivery {
  const delivery = deliveryOf(undefined, { limits: { actionInputBytes: { fail } } });
  delivery.pipeline.environments.forEach((environment) => delivery.pipeline.addStage(environment, simpleStage(delivery.app, environment, 'api', [content])));
  return delivery;
}

test('[P11] an assembly is an input of CloudFormation\'s actions, counted with its assets', () => {
  const refusal = refusalOf(deliveryOfAsset(random, MEBIBYTE));
  expect(countIn(refusal, 'actionInputBytes')).toBeGreaterThan(MEBIBYTE);
  expect(refusal).toMatch(/bytes of the cloud assembly, compressed, got: [\d,]+ \(most for .*asset\..*\.txt\)\. Exclude files that assets do not need/);
});

test('[P11] an assembly that fits once it is compressed passes', () => {
  expect(refusalOf(deliveryOfAsset(REPEATED, MEBIBYTE))).toBeUndefined();
  expect(countIn(refusalOf(deliveryOfAsset(REPEATED, 100)), 'actionInputBytes')).toBeLessThan(MEBIBYTE / 4);
});

test('[P11] what an earlier synth has left in the folder does not count', () => {
  const delivery = deliveryOfAsset(REPEATED, MEBIBYTE);
  writeFileSync(join(delivery.app.outdir, 'asset.leftover.txt'), random);
  expect(refusalOf(delivery)).toBeUndefined();
});
