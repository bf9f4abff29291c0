#!/usr/bin/env node
// Copies what a build prints into its log, without the secrets. It is a process of its own, so that the operating system
// holds a build back that prints faster than this can read. See src/rehearsal/codebuild/build-log.ts.
const { readFileSync, writeSync } = require('node:fs');

/** Masks texts in a stream of chunks that may break anywhere, also within a character. */
class StreamRedactor {
  /** @param forms at least one, the longest first */
  constructor(forms, mask) {
    // One character for each byte: a text that is cut within a character is none of UTF-8.
    const bytes = forms.map((form) => Buffer.from(form, 'utf8').toString('latin1'));
    this.longest = Math.max(0, ...bytes.map((form) => form.length));
    this.pattern = new RegExp(bytes.map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'), 'g');
    this.mask = mask;
    this.held = '';
  }

  /** What of the text so far is safe to be written. */
  push(chunk) {
    return this.take(this.held + chunk.toString('latin1'), false);
  }

  end() {
    return this.take(this.held, true);
  }

  take(text, isEnd) {
    // Where less than the longest secret follows, the next chunk may still complete one.
    const decided = isEnd ? text.length : Math.max(0, text.length - this.longest + 1);
    let output = '';
    let position = 0;
    this.pattern.lastIndex = 0;
    for (let match = this.pattern.exec(text); match && match.index < decided; match = this.pattern.exec(text)) {
      output += text.slice(position, match.index) + this.mask;
      position = match.index + match[0].length;
    }
    const until = Math.max(position, decided);
    this.held = text.slice(until);
    return Buffer.from(output + text.slice(position, until), 'latin1');
  }
}

/** Reads the secrets from descriptor 3, the log from 0, and writes to 1. */
function main() {
  const { forms, mask } = JSON.parse(readFileSync(3, 'utf8'));
  const redactor = new StreamRedactor(forms, mask);
  process.stdin.on('data', (chunk) => write(redactor.push(chunk)));
  process.stdin.on('end', () => write(redactor.end()));
}

function write(buffer) {
  for (let offset = 0; offset < buffer.length;) {
    offset += writeSync(1, buffer, offset);
  }
}

if (require.main === module) {
  main();
}
module.exports = { StreamRedactor };
