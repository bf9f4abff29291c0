import { appsOfThisFile } from '../support/apps';
import { approval, build, said, source, stage, TestAction } from '../support/pipeline-app';

const newApp = appsOfThisFile();
const reading = (name: string) => build('Read', ['true'], { configuration: { EnvironmentVariables: JSON.stringify([{ name: 'A', value: `#{Made.${name}}` }]) } });
const read = async (maker: TestAction, name: string) => {
  const app = newApp([stage('Source', source()), stage('Make', { ...maker, namespace: 'Made' }), stage('Use', reading(name))]).write({ 'source/a.txt': 'a' });
  return said(await app.rehearse({ approve: async () => ({ approved: true, reason: 'yes' }) }), 'Read');
};

describe('a variable of an action that gives none', () => {
  test.each<[string, TestAction]>([
    ['an S3 deployment', { name: 'Publish', category: 'Deploy', provider: 'S3', inputs: ['Source'], configuration: { BucketName: 'b', Extract: 'true' } }],
    ['an approval', approval('Release')],
    ['a build without exported variables', build('Plain', ['true'])],
  ])('fails the action that reads it: %s', async (_name, maker) => {
    expect(await read(maker, 'Url')).toBe('the variable #{Made.Url} has no value: no earlier action has set it');
  });
});
