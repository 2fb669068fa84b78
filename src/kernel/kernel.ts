import * as l10n from '@vscode/l10n';
import { isInPercent } from '../language/controls';
import { readText } from '../language/data/read';
import type { Diagnostic } from '../language/diagnostic';
import { ScaleError } from '../language/errors';
import { type CellScope, readable, runCell, type StatementResult } from '../language/evaluate/run';
import '../language/library';
import { pipelineOf } from '../language/library/functions/corpus/state';
import { builtinNames, builtinValue } from '../language/names';
import { override } from '../language/override';
import { isReserved } from '../language/reserved';
import { reservedName } from '../language/sentences';
import { variableInfo } from '../language/services/variable-info';
import { parse } from '../language/syntax/parser';
import { toJson } from '../language/values/json';
import { isList, type Note, type Value } from '../language/values/value';
import './jobs/fitting';
import type { JobPool } from './jobs/pool';
import { runJob } from './jobs/registry';
import { presentResults, viewsOf } from './present';
import { presentError } from './present/error';
import type {
  CellOutcome,
  CellRequest,
  FullResult,
  HostFunctions,
  KernelFunctions,
  KernelOptions,
  Position,
} from './protocol';

/** Evaluates cells and keeps what they define. Lives in a worker, can be thrown away at any time, and is rebuilt from the cells. */
export class Kernel implements KernelFunctions {
  /** What each evaluation defined, by name. */
  private readonly defined = new Map<number, ReadonlyMap<string, Value>>();
  private readonly evaluation: CellScope['evaluation'] = {};
  private options: KernelOptions = {};

  constructor(
    private readonly host: HostFunctions,
    private readonly now: () => number,
    private readonly pool: JobPool,
  ) {}

  configure(options: KernelOptions): void {
    this.options = options;
    if (options.messages) l10n.config({ contents: { ...options.messages } });
  }

  forget(results: readonly number[]): void {
    for (const result of results) this.defined.delete(result);
  }

  /** Runs a job in this very worker: it is a member of another kernel's pool. */
  async job(name: string, payload: unknown): Promise<unknown> {
    return runJob(name, payload, (done, text) => this.host.progress(0, done, text));
  }

  async evaluate(request: CellRequest): Promise<CellOutcome> {
    const started = this.now();
    const files = new Map<string, string>();
    const run = request.kind === 'data' ? readDataCell(request) : await this.runScaleCell(request, files);
    this.defined.set(
      request.result,
      new Map(run.results.flatMap(({ name, value }) => (name === undefined ? [] : [[name, value] as const]))),
    );
    const outcome = request.pipelines ? pipelinesOf(run) : outcomeOf(run, request.text, this.options.full ?? false);
    return {
      ...outcome,
      files: Object.fromEntries(files),
      milliseconds: this.now() - started,
    };
  }

  private async runScaleCell(request: CellRequest, files: Map<string, string>): Promise<Run> {
    const parsed = parse(request.text);
    const broken = parsed.diagnostics.find(d => d.severity === 'error');
    if (broken) return { results: [], failure: broken, diagnostics: parsed.diagnostics };
    const overridden = override(parsed.program, this.options.overrides ?? {});
    const wanted = request.pipelines && new Set(request.pipelines);
    const program = wanted
      ? { ...overridden, statements: overridden.statements.filter(s => s.target && wanted.has(s.target.name)) }
      : overridden;
    const { results, error } = await runCell(program, this.scope(request, files));
    return { results, diagnostics: parsed.diagnostics, ...(error && { failure: errorDiagnostic(error) }) };
  }

  private scope(request: CellRequest, files: Map<string, string>): CellScope {
    const needs = new Map(request.needs.map(({ name, result }) => [name, result]));
    return {
      evaluation: this.evaluation,
      lookup: name => {
        const result = needs.get(name);
        return result === undefined ? builtinValue(name) : this.defined.get(result)?.get(name);
      },
      defines: name => needs.has(name),
      names: () => [...needs.keys(), ...builtinNames()],
      positions: new Map(Object.entries(request.positions ?? {}).map(([key, at]) => [key, positionValue(at)])),
      host: {
        readFile: path => this.host.readFile(path),
        findFiles: glob => this.host.findFiles(glob),
        timed: !this.options.full,
        folders: () => this.host.folders?.() ?? Promise.resolve([]),
        job: (name, payload, progress) => this.pool.run(name, payload, progress),
      },
      progress: (done, text) => this.host.progress(request.result, done, text),
      files,
      unsettled: request.pipelines !== undefined,
    };
  }
}

/** A cell that ran as far as it could. */
interface Run {
  readonly results: readonly StatementResult[];
  /** What stopped it. */
  readonly failure?: Diagnostic;
  readonly diagnostics: readonly Diagnostic[];
}

function readDataCell(request: CellRequest): Run {
  const name = request.name ?? '';
  const span = { start: 0, end: request.text.length };
  try {
    if (isReserved(name)) throw new ScaleError('reserved', reservedName(name));
    const read = readText(request.format ?? 'csv', request.text);
    const isTable = read !== null && typeof read === 'object' && !isList(read) && read.kind === 'table';
    const value: Value = isTable ? { ...read, title: name } : read;
    return {
      results: [{ span, name, hidden: false, value, notes: isTable ? (read.notes ?? []) : [] }],
      diagnostics: [],
    };
  } catch (error) {
    return { results: [], failure: errorDiagnostic(readable(error).at(span)), diagnostics: [] };
  }
}

function outcomeOf(
  { results, failure, diagnostics }: Run,
  text: string,
  full: boolean,
): Omit<CellOutcome, 'files' | 'milliseconds'> {
  const inPercent = (key: string): boolean => isInPercent(parse(text).program, text, key);
  const warnings = results.flatMap(r => r.notes.filter(n => n.tone === 'warning').map(n => noteDiagnostic(n, r.span)));
  const known = diagnostics.some(d => failure && d.start === failure.start && d.message === failure.message);
  return {
    status: failure ? 'error' : 'ok',
    outputs: [...presentResults(results, inPercent), ...(failure ? [presentError(failure, text)] : [])],
    variables: Object.fromEntries(
      results.flatMap(r => (r.name === undefined ? [] : [[r.name, variableInfo(r.value)]])),
    ),
    diagnostics: [...diagnostics, ...warnings, ...(failure && !known ? [failure] : [])],
    ...(full && { full: fullResult(results, failure !== undefined) }),
  };
}

/** The corpora that a cell defined, as they stand: nothing is worked out for them. */
function pipelinesOf({ results, failure, diagnostics }: Run): Omit<CellOutcome, 'files' | 'milliseconds'> {
  return {
    status: failure ? 'error' : 'ok',
    outputs: [],
    variables: {},
    diagnostics: failure ? [...diagnostics, failure] : diagnostics,
    pipelines: Object.fromEntries(
      results.flatMap(({ name, value }) => {
        const pipeline = name === undefined ? undefined : pipelineOf(value);
        return pipeline ? [[name, pipeline]] : [];
      }),
    ),
  };
}

function fullResult(results: readonly StatementResult[], failed: boolean): FullResult {
  const last = results.at(-1);
  return {
    value: last && !last.hidden && !failed ? toJson(last.value) : null,
    views: results.filter(r => !r.hidden).flatMap(r => viewsOf(r.value)),
    variables: Object.fromEntries(results.flatMap(r => (r.name === undefined ? [] : [[r.name, toJson(r.value)]]))),
  };
}

/** A choice's place travels as a record, which no slider or toggle can be. */
const positionValue = (at: Position): Value =>
  typeof at === 'object' ? { kind: 'record', fields: new Map([['choice', at.choice]]) } : at;

const errorDiagnostic = ({ code, message, hint, span }: ScaleError): Diagnostic => ({
  severity: 'error',
  code,
  message: hint === undefined ? message : `${message}\n${hint}`,
  start: span?.start ?? 0,
  end: span?.end ?? 0,
});

const noteDiagnostic = (
  { text }: Note,
  { start, end }: { readonly start: number; readonly end: number },
): Diagnostic => ({
  severity: 'warning',
  code: 'note',
  message: text,
  start,
  end,
});
