import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toolchain } from '../../projenrc/toolchain';
import { PipelineBlueprint } from '../../src';
import { DeliveryEngine } from '../../src/projen';
import { SAMPLE, samplesFor } from '../../src/projen/private/package-root';

function read(path: string): string {
  return readFileSync(join(SAMPLE, path), 'utf8');
}

test('the blueprint delivers beta without and prod with an approval', () => {
  const { environments } = PipelineBlueprint.fromFile(join(SAMPLE, 'pipeline.json'));
  expect(environments.map(({ name, profile, approval }) => [name, profile.name, approval.isManual])).toEqual([
    ['beta', 'development', false],
    ['prod', 'production', true],
  ]);
});

test('GitHub Actions deliver the same, with the smoke check as a command and the image built where it is published', () => {
  const [forGitHub, forCodePipeline] = [samplesFor(DeliveryEngine.GITHUB)[0], SAMPLE].map((folder) =>
    JSON.parse(readFileSync(join(folder, 'pipeline.json'), 'utf8')) as { environments: { checks: Record<string, unknown>[] }[]; builds: { name: string; containerImage?: object }[] });
  const alike = (document: typeof forGitHub) => ({
    ...document,
    environments: document.environments.map(({ checks, ...rest }) => rest),
    builds: document.builds.filter(({ containerImage }) => !containerImage),
  });
  const checks = ({ environments }: typeof forGitHub) => environments.flatMap((environment) => environment.checks);
  expect(alike(forGitHub)).toEqual(alike(forCodePipeline));
  expect([forGitHub, forCodePipeline].map(({ builds }) => builds.filter(({ containerImage }) => containerImage).map(({ name }) => name))).toEqual([[], ['backend-image']]);
  expect(checks(forCodePipeline).map(({ name, type }) => [name, type])).toEqual([['smoke', 'smoke'], ['smoke', 'smoke']]);
  expect(checks(forGitHub).map(({ name, commands }) => [name, commands])).toEqual(Array(2).fill(['smoke', [expect.stringMatching(/^curl .*\$API_URL\/health"$/)]]));
});

test('the frontend is type-checked with the versions that it is built with', () => {
  const { dependencies, devDependencies } = JSON.parse(read('frontend/package.json'));
  const versions = Object.entries({ ...dependencies, ...devDependencies }).map(([name, version]) => `${name}@${version}`);
  expect([...toolchain.sampleFrontend, `typescript@${toolchain.typescript}`].filter((dependency) => !versions.includes(dependency))).toEqual([]);
});

test('the lockfile of the frontend names no registry', () => {
  expect(read('frontend/package-lock.json')).not.toContain('"resolved"');
});

test.each(['requirements.txt', 'requirements-dev.txt'])('%s has exact versions only', (file) => {
  const lines = read(`backend/${file}`).split('\n').filter((line) => line && !line.startsWith('#'));
  expect(lines.filter((line) => !/^[A-Za-z0-9_.-]+==[0-9.]+$/.test(line))).toEqual([]);
});

test('the container does not run as root', () => {
  expect(read('backend/Dockerfile')).toMatch(/^USER \d+$/m);
});
