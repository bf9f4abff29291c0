import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { appsOfThisFile } from '../support/apps';
import { build, source, stage } from '../support/pipeline-app';

const newApp = appsOfThisFile();
/** Bytes that are no UTF-8, NUL, a colour, a title, a cleared screen, a control character of eight bits, a carriage return. */
const HOSTILE = String.raw`\377\376\000\033[31mred\033[0m\033]0;title\007\033[2J\302\233A\rdone\b<&>]]>`;

describe('a build whose output is no text', () => {
  // eslint-disable-next-line no-control-regex
  const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/;

  test('is logged byte by byte; terminal and reports get what they can show', async () => {
    const app = newApp([stage('Source', source()), stage('Build', build('Binary', [`printf '${HOSTILE}\\n'`, 'exit 1']))]);
    const report = await app.rehearse();
    const log = readFileSync(join(app.output, report.executions[0].stages[1].actions[0].log!));
    expect(log.includes(Buffer.from('\u00ff\u00fe\u0000\u001b[31mred\u001b[0m', 'latin1'))).toBe(true);
    expect(app.lines.some((line) => line.includes('done<&>]]>'))).toBe(true);
    expect(app.lines.filter((line) => CONTROL.test(line))).toEqual([]);

    const [html, xml, json] = ['report.html', 'report.junit.xml', 'report.json'].map((name) => readFileSync(join(app.output, name), 'utf8'));
    expect(XMLValidator.validate(xml)).toBe(true);
    expect(xml).toContain('done&lt;&amp;&gt;]]&gt;');
    expect(html).toContain('done&lt;&amp;&gt;]]&gt;');
    expect([html, xml].filter((text) => CONTROL.test(text))).toEqual([]);
    expect(JSON.parse(json)).toEqual(report);
  });

  test('cannot steer the terminal by what it makes the rehearsal say', async () => {
    const app = newApp([stage('Source', source()), stage('Build', build('Named', ['printf "\u001b[2Jgone" > /dev/null; false']))]);
    await app.rehearse();
    expect(app.lines.filter((line) => CONTROL.test(line))).toEqual([]);
  });
});
