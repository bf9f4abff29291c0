import * as fc from 'fast-check';
import { emulatorEndpoint } from '../../src/rehearsal';
import { assertAnswers } from '../../src/rehearsal/deployment/emulated/emulator-endpoint';

describe('the address of an emulator', () => {
  test.each([
    ['http://127.0.0.1:5000', 'http://127.0.0.1:5000'],
    ['http://127.0.0.1:5000/', 'http://127.0.0.1:5000'],
    ['http://127.1.2.3:80', 'http://127.1.2.3'],
    ['https://[::1]:4566', 'https://[::1]:4566'],
    // An S3 client would look for the host `bucket.localhost`.
    ['http://localhost:4566', 'http://127.0.0.1:4566'],
  ])('%s is %s', (text, endpoint) => {
    expect(emulatorEndpoint(text)).toBe(endpoint);
  });

  test.each([
    'https://cloudformation.eu-west-1.amazonaws.com', 'http://10.0.0.1:5000', 'http://0.0.0.0:5000', 'http://127.0.0.1.example.com', 'http://localhost.example.com',
    'http://127.0.0.1@example.com', 'http://user:word@127.0.0.1:5000', 'http://127.0.0.1:5000/path', 'http://127.0.0.1:5000/?query', 'ftp://127.0.0.1', '127.0.0.1:5000', '5000', '',
  ])('must not be %s', (text) => {
    expect(() => emulatorEndpoint(text)).toThrow(/^--endpoint must be the address of an emulator on this machine, got: .*a rehearsal never deploys to a real account\.$/);
  });

  test('is never that of another machine', () => {
    fc.assert(fc.property(fc.webUrl({ validSchemes: ['http', 'https'], withQueryParameters: true }), (url) => {
      expect(() => emulatorEndpoint(url)).toThrow('--endpoint must');
    }));
    fc.assert(fc.property(fc.ipV4().filter((address) => !address.startsWith('127.')), (address) => {
      expect(() => emulatorEndpoint(`http://${address}:5000`)).toThrow('--endpoint must');
    }));
  });

  test('does not show credentials that were given with it', () => {
    expect(() => emulatorEndpoint('https://user:hunter2@example.com')).toThrow(/^(?!.*hunter2)/s);
  });

  test('must be one where somebody answers', async () => {
    await expect(assertAnswers('http://127.0.0.1:1')).rejects.toThrow('--endpoint must be the address of an emulator that runs, got: http://127.0.0.1:1 (');
  });
});
