import * as fc from 'fast-check';
import { CpuArchitecture } from '../../../src';
import { Dockerfile } from '../../../src/constructs/private/image/dockerfile';

const ports = (...lines: string[]) => new Dockerfile(lines.join('\n')).exposedPorts;
const architecture = (...lines: string[]) => new Dockerfile(lines.join('\n')).architecture;

describe('the ports that a Dockerfile exposes', () => {
  test.each<[string, string[], number[] | undefined]>([
    ['one', ['FROM a', 'EXPOSE 8080'], [8080]],
    ['none', ['FROM a', 'CMD ["b"]'], []],
    ['several, also in one line and in small letters', ['from a', 'expose 80 443/tcp', 'EXPOSE 9000-9002'], [80, 443, 9000, 9001, 9002]],
    ['those of TCP alone', ['FROM a', 'EXPOSE 53/udp 8080/TCP'], [8080]],
    ['those of the last stage alone', ['FROM a AS build', 'EXPOSE 3000', 'FROM b', 'COPY --from=build x y', 'EXPOSE 8080'], [8080]],
    ['those of a stage that the last one is made from', ['FROM a AS Base', 'EXPOSE 3000', 'FROM other AS x', 'EXPOSE 1', 'FROM base', 'EXPOSE 8080'], [8080, 3000]],
    ['unknown where they come from an argument', ['FROM a', 'ARG PORT=80', 'EXPOSE $PORT'], undefined],
    ['unknown where they run backwards', ['FROM a', 'EXPOSE 90-80'], undefined],
    ['over several lines with a comment in between', ['FROM a', 'EXPOSE 80 \\', '# more', '  81'], [80, 81]],
    ['but not those of a comment, a command or a document', ['# EXPOSE 1', 'FROM a', 'RUN echo \\', '  EXPOSE 2', 'COPY <<EOF /x', 'EXPOSE 3', 'EOF', 'EXPOSE 80'], [80]],
    ['with the line ends of Windows', ['FROM a\r', 'EXPOSE 80\r'], [80]],
  ])('%s', (_, lines, expected) => {
    expect(ports(...lines)).toEqual(expected);
  });

  test('are those that were written, in whatever order and form', () => {
    const port = fc.integer({ min: 1, max: 65535 });
    fc.assert(fc.property(fc.array(fc.tuple(port, fc.constantFrom('', '/tcp', '/TCP')), { minLength: 1, maxLength: 5 }), fc.boolean(), (given, together) => {
      const words = given.map(([number, protocol]) => `${number}${protocol}`);
      const lines = together ? [`EXPOSE ${words.join(' \\\n  ')}`] : words.map((word) => `EXPOSE ${word}`);
      expect(ports('FROM a', ...lines)).toEqual([...new Set(given.map(([number]) => number))]);
    }));
  });
});

describe('the processor that a Dockerfile chooses', () => {
  test.each<[string, string[], CpuArchitecture | undefined]>([
    ['ARM64', ['FROM --platform=linux/arm64 a'], CpuArchitecture.ARM64],
    ['X86_64, of the base of the last stage', ['FROM --platform=linux/amd64 a AS base', 'FROM --platform=linux/arm64 b AS c', 'FROM base'], CpuArchitecture.X86_64],
    ['none', ['FROM a'], undefined],
    ['none, if whoever builds says it', ['FROM --platform=$TARGETPLATFORM a'], undefined],
    ['none, without any stage', [''], undefined],
  ])('%s', (_, lines, expected) => {
    expect(architecture(...lines)).toBe(expected);
  });
});
