import { spawnSync } from 'node:child_process';

/** Without window and without what Chromium would look up in the internet by itself. */
export const QUIET = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync',
];

/** Tests that need Chromium. They are left out where it is missing, but not in CI. */
export function describeInBrowser(title: string, tests: () => void): void {
  const isMissing = spawnSync('chromium', ['--version']).status !== 0;
  if (!isMissing) {
    describe(title, tests);
  } else if (process.env.CI === 'true') {
    test(title, () => {
      throw new Error('chromium is missing: install it (`apt-get install chromium`), or unset CI to go without this test');
    });
  } else {
    describe.skip(`${title} (skipped: chromium is missing, \`apt-get install chromium\`)`, tests);
  }
}
