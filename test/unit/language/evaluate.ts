import { type CellRun, runCell } from '../../../src/language/evaluate/run';
import '../../../src/language/library';
import type { Host } from '../../../src/language/library/context';
import { builtinNames, builtinValue } from '../../../src/language/names';
import { parse } from '../../../src/language/syntax/parser';
import { type Json, toJson } from '../../../src/language/values/json';
import type { Value } from '../../../src/language/values/value';

const noFiles: Host = {
  readFile: path => Promise.reject(new Error(`no file ${path}`)),
  findFiles: () => Promise.resolve([]),
  folders: () => Promise.resolve([]),
  job: name => Promise.reject(new Error(`no job ${name}`)),
};

/** Runs one cell on its own. */
export async function run(
  text: string,
  host: Partial<Host> = {},
  positions = new Map<string, Value>(),
): Promise<CellRun> {
  const { program, diagnostics } = parse(text);
  const broken = diagnostics.find(d => d.severity === 'error');
  if (broken) throw new Error(`${broken.code}: ${broken.message}`);
  return runCell(program, {
    evaluation: {},
    defines: () => false,
    lookup: builtinValue,
    names: builtinNames,
    positions,
    host: { ...noFiles, ...host },
    progress: () => undefined,
    files: new Map(),
  });
}

/** The last statement's value as JSON; rethrows what failed. */
export async function evaluate(text: string, host: Partial<Host> = {}): Promise<Json> {
  const { results, error } = await run(text, host);
  if (error) throw error;
  return toJson(results.at(-1)?.value ?? null);
}

/** Code of the error that a cell ends with. */
export async function errorCode(text: string): Promise<string | undefined> {
  return (await run(text)).error?.code;
}
