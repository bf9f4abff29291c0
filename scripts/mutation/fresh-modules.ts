import { readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { compileFunction } from 'node:vm';
import { transformSync } from '@swc/core';

type Body = (exports: unknown, require: NodeJS.Require, module: object, file: string, folder: string) => void;

const PROJECT = realpathSync(process.cwd()) + sep;
const bodies = new Map<string, Body>();
const places = new Map<string, string>();

/**
 * The modules of the project, each executed anew for whoever has one of these: mutants change what happens meanwhile.
 * They are compiled once, and other packages are loaded once.
 */
export class FreshModules {
  private readonly modules = new Map<string, { exports: unknown }>();

  public load(file: string): unknown {
    const known = this.modules.get(file);
    if (known) {
      return known.exports;
    }
    const module = { exports: {}, id: file, filename: file };
    this.modules.set(file, module);
    bodyOf(file)(module.exports, this.requireOf(file), module, file, dirname(file));
    return module.exports;
  }

  private requireOf(file: string): NodeJS.Require {
    const original = createRequire(file);
    const require = (request: string) => {
      const place = placeOf(request, file, original);
      return place.startsWith(PROJECT) && place.endsWith('.ts') ? this.load(place) : original(place);
    };
    return Object.assign(require, original);
  }
}

function bodyOf(file: string): Body {
  const body = bodies.get(file) ?? compileFunction(codeOf(file), ['exports', 'require', 'module', '__filename', '__dirname'], { filename: file }) as Body;
  bodies.set(file, body);
  return body;
}

/** As Jest transpiles it. */
function codeOf(file: string): string {
  return transformSync(readFileSync(file, 'utf8'), {
    filename: file, swcrc: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' },
  }).code;
}

function placeOf(request: string, file: string, { resolve }: NodeJS.Require): string {
  const key = request.startsWith('.') ? `${dirname(file)} ${request}` : request;
  const place = places.get(key) ?? resolve(request);
  places.set(key, place);
  return place;
}
