import { PipelineBlueprint } from '../../src/blueprint';
import { exampleDocument, messagesOf } from '../support/blueprints';

const IMAGE = { containerImage: { directory: 'backend' } };
const problems = (build: Record<string, unknown>) => messagesOf(exampleDocument({ builds: [{ name: 'api', ...build }] }));
const read = (builds: unknown[]) => PipelineBlueprint.fromJson(JSON.stringify(exampleDocument({ builds })));

describe('E2: a build of a container image', () => {
  test('has no buildspec, and an output of its own', () => {
    const [build] = read([{ name: 'api', ...IMAGE }]).builds;
    expect([build.buildspec, build.output, build.containerImage]).toEqual([undefined, 'images/api', { directory: 'backend' }]);
  });

  test('is found by its name', () => {
    const blueprint = read([{ name: 'web' }, { name: 'api', ...IMAGE }]);
    expect(blueprint.findBuild('api').output).toBe('images/api');
    expect(blueprint.tryFindBuild('none')).toBeUndefined();
    expect(() => blueprint.findBuild('none')).toThrow('build must be one of web, api, got: none');
    expect(() => read([]).findBuild('none')).toThrow('build must be one of none, because the blueprint has no builds, got: none');
  });

  test.each<[string, Record<string, unknown>]>([
    ['the repository\'s root', { containerImage: { directory: '.', architecture: 'arm64' } }],
    ['an output of one\'s own', { ...IMAGE, output: 'out/api' }],
    ['paths, whose output it has anyway', { ...IMAGE, paths: ['backend/**'] }],
    ['a cache of Docker\'s layers', { ...IMAGE, cache: { type: 'local', dockerLayers: true } }],
  ])('may have %s', (_, build) => {
    expect(problems(build)).toEqual([]);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['no folder', { containerImage: {} }, 'builds[0].containerImage.directory is required'],
    ['a folder above the repository', { containerImage: { directory: '../api' } }, 'builds[0].containerImage.directory must be a folder inside the repository, got: ../api.'],
    ['an unknown processor', { containerImage: { directory: 'a', architecture: 'sparc' } }, 'builds[0].containerImage.architecture must be one of x86_64, arm64, got: sparc.'],
    ['commands', { ...IMAGE, commands: ['make'] }, 'builds[0].commands must not stand beside containerImage, whose build has commands and a machine of its own'],
    ['a buildspec', { ...IMAGE, buildspec: 'a.yml' }, 'builds[0].buildspec must not stand beside containerImage'],
    ['another machine', { ...IMAGE, image: 'python:3' }, 'builds[0].image must not stand beside containerImage'],
    ['a choice of Docker', { ...IMAGE, privileged: false }, 'builds[0].privileged must not stand beside containerImage'],
    ['Lambda', { ...IMAGE, compute: 'lambda-1gb' }, 'builds[0].compute must not be Lambda\'s beside containerImage, because it runs no Docker, got: lambda-1gb.'],
    ['a cache of nothing', { ...IMAGE, cache: { type: 's3' } }, 'builds[0].cache.paths is required with containerImage'],
    ['a variable of its own', { ...IMAGE, secrets: { IMAGE_REPOSITORY: 'a' } }, 'the key of builds[0].secrets.IMAGE_REPOSITORY must not be one that a build of an image uses itself'],
  ])('has not %s', (_, build, message) => {
    expect(problems(build)).toEqual([expect.stringContaining(message)]);
  });
});
