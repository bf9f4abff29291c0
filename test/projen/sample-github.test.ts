import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { DeliveryEngine, MultiAccountApp } from '../../src/projen';
import { TestRepository } from '../support/repositories';

const ROOT = join(__dirname, '..', '..');
const { PROJEN_DISABLE_POST } = process.env;

afterAll(() => {
  process.env.PROJEN_DISABLE_POST = PROJEN_DISABLE_POST;
  TestRepository.removeAll();
});

test('J4: the app that is scaffolded for GitHub Actions synthesizes and plans the delivery of both environments', () => {
  process.env.PROJEN_DISABLE_POST = 'true';
  const repository = TestRepository.create();
  new MultiAccountApp({ name: 'shop', outdir: repository.directory, engine: DeliveryEngine.GITHUB }).synth();
  symlinkSync(join(ROOT, 'node_modules'), join(repository.directory, 'node_modules'));

  const { status, stderr } = spawnSync(process.execPath, ['--import', require.resolve('tsx'), 'src/main.ts'], {
    cwd: repository.directory,
    encoding: 'utf8',
    env: { ...process.env, CDK_OUTDIR: 'cdk.out', TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.dev.json') },
  });

  expect([status, stderr.includes('Error')]).toEqual([0, false]);
  expect(repository.json('cdk.out/delivery/prod.json')).toMatchObject({
    environment: 'prod',
    stages: [{ name: 'prod-api', after: [] }, { name: 'prod-web', after: ['prod-api'] }],
    checks: [{ name: 'smoke', outputs: { API_URL: { output: expect.any(String) } } }],
  });
  expect(repository.json('cdk.out/delivery/beta.json').environment).toBe('beta');
}, 180_000);
