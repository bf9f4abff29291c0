import { CfnParameter, Stack } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { SiteSettings } from '../../../src';
import { Rollout } from '../../../src/blueprint';
import { releaseIdOf, releaseNotice } from '../../../src/constructs/private/site/releases/release-notice';
import { probePathsOf, segmentsOf } from '../../../src/constructs/private/site/releases/release-plan';

const PRODUCTION = Rollout.steps([10, 50, 100], { minutes: 10, bakeMinutes: 30 });
const HASH = 'a'.repeat(64);

describe('the custom resources of a rollout', () => {
  test.each([
    ['at once', Rollout.allAtOnce(), 1],
    ['over 50 minutes', PRODUCTION, 1],
    ['over 51 minutes', Rollout.blueGreen({ bakeMinutes: 51 }), 2],
    ['over 33 hours', Rollout.canary({ percent: 10, minutes: 540, bakeMinutes: 1440 }), 40],
  ])('of a release %s are as many as its waits of 50 minutes', (_length, rollout, expected) => {
    expect(segmentsOf(rollout)).toBe(expected);
  });

  test('wait long enough for every rollout, and none of them an hour', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1440 }), (bakeMinutes) => {
      const rollout = Rollout.blueGreen({ bakeMinutes });
      expect(segmentsOf(rollout) * 50).toBeGreaterThanOrEqual(bakeMinutes);
      expect((segmentsOf(rollout) - 1) * 50).toBeLessThan(Math.max(1, bakeMinutes));
    }));
  });
});

describe('the probe', () => {
  test('asks for the first page, for what was named, and for nothing where countries are limited', () => {
    expect(probePathsOf({}, undefined)).toEqual(['/']);
    expect(probePathsOf({ probePaths: ['/login'] }, ['DE'])).toEqual(['/login']);
    expect(probePathsOf({}, ['DE'])).toEqual([]);
  });
});

describe('the notice of a release', () => {
  test('names the release and its plan', () => {
    expect(releaseNotice('3f2a91c07be4d512', HASH, PRODUCTION)).toBe('Release 3f2a91c07be4d512: rollout steps, 10 % for 10 minutes, then 50 % for 10 minutes, '
      + 'then 100 % with a bake of 30 minutes. It ends after 50 minutes; going back is instant at any time.');
    expect(releaseNotice('3f2a91c07be4d512', HASH, Rollout.allAtOnce())).toBe('Release 3f2a91c07be4d512: all visitors get it once it is uploaded and answers.');
  });

  test('names the content where settings are known at deployment only', () => {
    expect(releaseNotice(undefined, HASH, Rollout.allAtOnce())).toContain('Release of content aaaaaaaaaaaaaaaa, with settings that are known at deployment');
  });
});

describe('the id of a release', () => {
  const stack = new Stack();

  test('is of 16 hexadecimal digits and the same for the same files and settings [S4]', () => {
    const id = releaseIdOf(stack, HASH, SiteSettings.json({ a: 1 }));
    expect(id).toMatch(/^[0-9a-f]{16}$/);
    expect(releaseIdOf(new Stack(), HASH, SiteSettings.json({ a: 1 }))).toBe(id);
  });

  test('differs by files, by settings and by the file that they are in [S4]', () => {
    const ids = [
      releaseIdOf(stack, HASH), releaseIdOf(stack, 'b'.repeat(64)), releaseIdOf(stack, HASH, SiteSettings.json({ a: 1 })),
      releaseIdOf(stack, HASH, SiteSettings.json({ a: 2 })), releaseIdOf(stack, HASH, SiteSettings.script({ a: 1 })),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('is not known while a setting is not', () => {
    expect(releaseIdOf(stack, HASH, SiteSettings.json({ url: new CfnParameter(stack, 'Url').valueAsString }))).toBeUndefined();
  });
});
