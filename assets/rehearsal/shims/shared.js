// What the stand-ins have in common. They run inside a rehearsed build, each as a process of its own.
const { spawnSync } = require('node:child_process');
const { accessSync, appendFileSync, constants } = require('node:fs');
const { basename, delimiter, dirname, join } = require('node:path');

/** The exit code of a call that the build cannot go on without. Which it was is in the notes. */
const STOPPED = 97;

/** Leaves a note for the report; see src/rehearsal/codebuild/build-notes.ts. */
function note(kind, reason) {
  const tool = basename(process.argv[1]);
  const line = { kind, tool, arguments: process.argv.slice(2), reason };
  appendFileSync(process.env.REHEARSAL_NOTES, `${JSON.stringify(line)}\n`);
  process.stderr.write(`[rehearsal] ${tool}: ${reason}\n`);
}

function stop(reason) {
  note('stopped', reason);
  process.exit(STOPPED);
}

/** The command that would have been found without the stand-ins. */
function findBehind(command) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder && folder !== process.env.REHEARSAL_SHIMS);
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

/** A command of the project in whose folder the build stands. What lies above the build's own folder is not the build's. */
function findInProject(command) {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', '.bin', command);
    if (isExecutable(candidate)) {
      return candidate;
    }
    if (folder === process.env.CODEBUILD_SRC_DIR || folder === dirname(folder)) {
      return undefined;
    }
  }
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Becomes another command, as far as a process can. */
function delegate(file, args) {
  const result = spawnSync(file, args, { stdio: 'inherit' });
  if (result.error) {
    process.stderr.write(`${file}: ${result.error.message}\n`);
    process.exit(127);
  }
  process.exit(result.status ?? 128);
}

function delegateBehind(command, args) {
  const file = findBehind(command);
  if (!file) {
    process.stderr.write(`${command}: command not found\n`);
    process.exit(127);
  }
  delegate(file, args);
}

module.exports = { note, stop, findBehind, findInProject, delegate, delegateBehind, isExecutable };
