import * as l10n from '@vscode/l10n';
import { readText } from '../language/data/read';
import type { Diagnostic } from '../language/diagnostic';
import type { ScaleError } from '../language/errors';
import { type CellRun, type CellScope, readable, runCell } from '../language/evaluate/run';
import '../language/library';
import type { Host } from '../language/library/context';
import { builtinNames, builtinValue } from '../language/names';
import { override } from '../language/override';
import { parse } from '../language/syntax/parser';
import { toJson } from '../language/values/json';
import { isList, type Note, type Value } from '../language/values/value';
import { presentError, presentResults, viewsOf } from './present';
import type { CellOutcome, CellRequest, HostFunctions, KernelFunctions, KernelOptions, Position } from './protocol';

/** Evaluates cells and keeps what they define. Lives in a worker, can be thrown away at any time, and is rebuilt from the cells. */
export class Kernel implements KernelFunctions {
  private readonly values = new Map<string, { readonly value: Value; readonly owner: string }>();
  private readonly evaluation: CellScope['evaluation'] = {};
  private overrides: Readonly<Record<string, string>> = {};

  constructor(
    private readonly host: HostFunctions,
    private readonly now: () => number,
  ) {}

  configure({ overrides = {}, messages }: KernelOptions): void {
    this.overrides = overrides;
    if (messages) l10n.config({ contents: messages as Record<string, string> });
  }

  forget(id: string): void {
    for (const [name, { owner }] of this.values) if (owner === id) this.values.delete(name);
  }

  async evaluate(request: CellRequest): Promise<CellOutcome> {
    const started = this.now();
    this.forget(request.id);
    const files = new Map<string, string>();
    const outcome = request.kind === 'data' ? this.readDataCell(request) : await this.runScaleCell(request, files);
    return { ...outcome, files: Object.fromEntries(files), milliseconds: this.now() - started };
  }

  private async runScaleCell(
    request: CellRequest,
    files: Map<string, string>,
  ): Promise<Omit<CellOutcome, 'files' | 'milliseconds'>> {
    const parsed = parse(request.text);
    const broken = parsed.diagnostics.filter(d => d.severity === 'error');
    if (broken.length > 0) return failed(presentError(broken[0] as Diagnostic), parsed.diagnostics);
    const program = override(parsed.program, this.overrides);
    const run = await runCell(program, this.scope(request, files));
    for (const { name, value } of run.results)
      if (name !== undefined) this.values.set(name, { value, owner: request.id });
    return this.outcomeOf(run, parsed.diagnostics);
  }

  private outcomeOf(
    { results, error }: CellRun,
    diagnostics: readonly Diagnostic[],
  ): Omit<CellOutcome, 'files' | 'milliseconds'> {
    const shown = results.filter(r => !r.hidden);
    const last = results.at(-1);
    const warnings = results.flatMap(r =>
      r.notes.filter(n => n.tone === 'warning').map(n => noteDiagnostic(n, r.span)),
    );
    const errors = error ? [errorDiagnostic(error)] : [];
    return {
      status: error ? 'error' : 'ok',
      outputs: [...presentResults(results), ...(error ? [presentError(error)] : [])],
      value: last && !last.hidden && !error ? toJson(last.value) : null,
      views: shown.flatMap(r => viewsOf(r.value)),
      variables: Object.fromEntries(results.flatMap(r => (r.name === undefined ? [] : [[r.name, toJson(r.value)]]))),
      diagnostics: [...diagnostics, ...warnings, ...errors],
    };
  }

  private readDataCell(request: CellRequest): Omit<CellOutcome, 'files' | 'milliseconds'> {
    const name = request.name ?? '';
    try {
      const read = readText(request.format ?? 'csv', request.text);
      const isTable = read !== null && typeof read === 'object' && !isList(read) && read.kind === 'table';
      const value: Value = isTable ? { ...read, title: name } : read;
      this.values.set(name, { value, owner: request.id });
      const notes = isTable ? (read.notes ?? []) : [];
      const span = { start: 0, end: request.text.length };
      return {
        status: 'ok',
        outputs: presentResults([{ span, name, hidden: false, value, notes }]),
        value: toJson(value),
        views: [],
        variables: { [name]: toJson(value) },
        diagnostics: notes.map(note => noteDiagnostic(note, span)),
      };
    } catch (error) {
      const sentence = readable(error).at({ start: 0, end: request.text.length });
      return failed(presentError(sentence), [errorDiagnostic(sentence)]);
    }
  }

  private scope(request: CellRequest, files: Map<string, string>): CellScope {
    return {
      evaluation: this.evaluation,
      lookup: name => this.values.get(name)?.value ?? builtinValue(name),
      names: () => [...this.values.keys(), ...builtinNames()],
      positions: new Map(Object.entries(request.positions ?? {}).map(([key, at]) => [key, positionValue(at)])),
      host: {
        readFile: path => this.host.readFile(path),
        findFiles: glob => this.host.findFiles(glob),
        job: unavailable,
      },
      progress: (done, text) => this.host.progress(request.id, done, text),
      files,
    };
  }
}

const unavailable: Host['job'] = name => Promise.reject(new Error(l10n.t('{0} needs a host with workers.', name)));

/** A choice's place travels as a record, which no slider or toggle can be. */
const positionValue = (at: Position): Value =>
  typeof at === 'object' ? { kind: 'record', fields: new Map([['choice', at.choice]]) } : at;

const failed = (
  output: CellOutcome['outputs'][number],
  diagnostics: readonly Diagnostic[],
): Omit<CellOutcome, 'files' | 'milliseconds'> => ({
  status: 'error',
  outputs: [output],
  value: null,
  views: [],
  variables: {},
  diagnostics,
});

const errorDiagnostic = (error: ScaleError): Diagnostic => ({
  severity: 'error',
  code: error.code,
  message: error.hint === undefined ? error.message : `${error.message}\n${error.hint}`,
  start: error.span?.start ?? 0,
  end: error.span?.end ?? 0,
});

const noteDiagnostic = (note: Note, span: { readonly start: number; readonly end: number }): Diagnostic => ({
  severity: note.tone === 'warning' ? 'warning' : 'info',
  code: 'note',
  message: note.text,
  start: span.start,
  end: span.end,
});
