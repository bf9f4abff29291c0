import { join } from 'node:path';
import type { StackRequest } from '../../src/rehearsal/deployment/deployment';
import { announceTemplates } from '../../src/rehearsal/deployment/look-ahead';
import { ArtifactStore } from '../../src/rehearsal/execution/artifact-store';
import type { ExecutionContext } from '../../src/rehearsal/execution/execution-context';
import { choosePipeline } from '../../src/rehearsal/model/pipeline-choice';
import { appsOfThisFile } from '../support/apps';
import { build, deploy, source, stage } from '../support/pipeline-app';

const newApp = appsOfThisFile();

test('templates are announced as soon as their artifact is there, but for those that are not in it or that nobody will ask for', () => {
  const app = newApp([
    stage('Source', source(['Source', 'Other'])),
    stage('Beta', deploy('Api', 'Source::api.json'), deploy('Later', 'Other::api.json'), deploy('Missing', 'Source::missing.json'), build('Check', ['true']),
      deploy('Gone', 'Source::api.json', { configuration: { ActionMode: 'DELETE_ONLY' } })),
    stage('Prod', deploy('Set', 'Source::api.json', { configuration: { ActionMode: 'CHANGE_SET_REPLACE', ChangeSetName: 'Changes' } })),
  ]).write({ 'source/api.json': '{}' });
  const announced: StackRequest[] = [];
  const artifacts = new ArtifactStore();
  artifacts.put('Source', app.source);
  artifacts.put('Other', app.source);
  expect(artifacts.publish()).toEqual(['Source', 'Other']);
  const deployment = { announce: (request: StackRequest) => announced.push(request) };
  announceTemplates({ definition: choosePipeline(app.app), artifacts, deployment } as unknown as ExecutionContext, ['Source']);
  expect(announced.map(({ stack }) => stack.name)).toEqual(['Api', 'Set']);
  expect(announced[0].template).toEqual({ reference: 'Source::api.json', file: join(app.source, 'api.json') });
});
