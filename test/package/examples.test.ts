import { ROOT, Workshop } from './support';

const workshop = new Workshop();
afterAll(() => workshop.close());

test('every example of the README and of the docstrings compiles and can be translated', async () => {
  await workshop.processes.must('npx', [
    'jsii-rosetta', 'extract', '--compile', '--fail', '--strict', '--output', workshop.path('tablet.json'),
  ], { cwd: ROOT });
}, 5 * 60_000);
