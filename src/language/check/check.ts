import * as l10n from '@vscode/l10n';
import type { Diagnostic } from '../diagnostic';
import '../library';
import { renamed } from '../fixes';
import { findNamespace } from '../library/namespaces';
import { findEntry } from '../library/registry';
import { builtinNames, builtinValue, isBuiltin } from '../names';
import { isReserved } from '../reserved';
import { reservedName, selfReference } from '../sentences';
import { nameHint, suggestion } from '../suggest';
import { childrenOf } from '../syntax/analyze';
import type { CallNode, Name, Node, Program } from '../syntax/ast';
import { NONE } from '../units/dimension';
import { isUnitName } from '../units/table';
import { checkCall } from './calls';
import { type Environment, type Inferred, infer } from './infer';

export interface CheckResult {
  readonly diagnostics: readonly Diagnostic[];
  /** What is known of the cell's definitions, for the cells that use them. */
  readonly types: ReadonlyMap<string, Inferred>;
}

/** What the other cells define. */
export interface Surroundings {
  /** All names that the notebook defines. */
  readonly names: ReadonlySet<string>;
  readonly typeOf: Environment;
}

/** Finds what is wrong with a parsed cell before it runs: unknown and reserved names, wrong arguments, units that cannot meet. */
export function check(program: Program, around: Surroundings): CheckResult {
  const diagnostics: Diagnostic[] = [];
  const types = new Map<string, Inferred>();
  const later = new Set(program.statements.flatMap(s => (s.target ? [s.target.name] : [])));
  const report = (
    severity: Diagnostic['severity'],
    code: string,
    message: string,
    span: { start: number; end: number },
    fix?: Diagnostic['fix'],
  ): void => {
    if (span.end > span.start || severity === 'error')
      diagnostics.push({ severity, code, message, start: span.start, end: span.end, ...(fix && { fix }) });
  };
  /** What the notebook defines hides what the library has. */
  const hides = (name: string): boolean => later.has(name) || around.names.has(name);
  const known = (name: string): boolean =>
    types.has(name) || around.names.has(name) || (isBuiltin(name) && !later.has(name));
  const environment: Environment = name =>
    types.get(name) ?? (CONSTANT_NUMBERS.has(name) && !hides(name) ? { dimension: NONE } : around.typeOf(name));

  for (const statement of program.statements) {
    const { target, parameters = [] } = statement;
    if (target) checkDefinable(target, report);
    checkParameters(parameters, report);
    if (target && types.has(target.name)) {
      report(
        'error',
        'duplicate',
        l10n.t('`{0}` is defined twice in this cell: give one of them another name.', target.name),
        target,
      );
    }
    const bound = new Set(parameters.map(p => p.name));
    checkNode(statement.value, bound, {
      known: name => known(name) || (target?.name === name && statement.parameters !== undefined),
      hides,
      later,
      ...(target && { target: target.name }),
      insideFunction: statement.parameters !== undefined,
      report,
      names: () => [...types.keys(), ...around.names, ...builtinNames()],
      environment: name => (bound.has(name) ? undefined : environment(name)),
    });
    const type = infer(
      statement.value,
      name => (bound.has(name) ? undefined : environment(name)),
      (error, node, fix) =>
        report('error', error.code, [error.message, error.hint].filter(Boolean).join(' '), node, fix),
      name => bound.has(name) || hides(name),
    );
    if (target) types.set(target.name, statement.parameters ? 'other' : type);
  }
  return { diagnostics: unrepeated(diagnostics), types };
}

const CONSTANT_NUMBERS = new Set(['pi', 'e', 'infinity', 'nan']);

function checkDefinable(name: Name, report: Report): void {
  if (isReserved(name.name)) {
    report('error', 'reserved', reservedName(name.name), name);
  } else if (isBuiltin(name.name)) {
    report(
      'info',
      'hides-built-in',
      l10n.t('In this notebook `{0}` is what stands here, and hides what Scale calls so.', name.name),
      name,
    );
  }
}

/** A parameter counts inside its function alone, so it may hide anything but a unit, which numbers take up. */
function checkParameters(names: readonly Name[], report: Report): void {
  for (const [i, name] of names.entries()) {
    if (isUnitName(name.name)) checkDefinable(name, report);
    if (names.findIndex(n => n.name === name.name) < i)
      report(
        'error',
        'duplicate',
        l10n.t('The function has two parameters named `{0}`: give one of them another name.', name.name),
        name,
      );
  }
}

type Report = (
  severity: Diagnostic['severity'],
  code: string,
  message: string,
  span: { start: number; end: number },
  fix?: Diagnostic['fix'],
) => void;

interface Checking {
  readonly known: (name: string) => boolean;
  /** Whether the notebook defines a name, so that the library's is not meant. */
  readonly hides: (name: string) => boolean;
  /** What the statement defines. */
  readonly target?: string;
  readonly later: ReadonlySet<string>;
  readonly insideFunction: boolean;
  readonly report: Report;
  readonly names: () => string[];
  readonly environment: Environment;
}

function checkNode(node: Node, bound: ReadonlySet<string>, checking: Checking): void {
  const { report } = checking;
  if (node.kind === 'lambda') {
    checkParameters(node.parameters, report);
    checkNode(node.body, new Set([...bound, ...node.parameters.map(p => p.name)]), {
      ...checking,
      insideFunction: true,
    });
    return;
  }
  if (node.kind === 'name' && !bound.has(node.name) && !checking.known(node.name)) {
    if (!checking.later.has(node.name)) {
      const fix = renamed(node.name, node, checking.names());
      const message = [l10n.t('Nothing is called `{0}`.', node.name), nameHint(node.name, fix ? [fix.text] : [])]
        .filter(Boolean)
        .join(' ');
      report('error', 'unknown-name', message, node, fix);
    } else if (checking.target === node.name && !checking.insideFunction) {
      report('error', 'cycle', selfReference(node.name), node);
    } else if (!checking.insideFunction) {
      report(
        'error',
        'used-before',
        l10n.t('`{0}` is defined further down in this cell: move its definition up.', node.name),
        node,
      );
    }
    return;
  }
  const isLibrary = (name: string): boolean => !bound.has(name) && !checking.hides(name);
  if (node.kind === 'field' && node.target.kind === 'name' && isLibrary(node.target.name))
    checkMember(node.target.name, node.field, report);
  if (node.kind === 'call' && node.callee.kind === 'name' && isLibrary(node.callee.name)) {
    const entry = findEntry(node.callee.name);
    if (entry) {
      const problem = checkCall(entry, node, index => {
        const value = node.args[index]?.value;
        return (
          value &&
          infer(
            value,
            name => (bound.has(name) ? undefined : checking.environment(name)),
            () => undefined,
            name => !isLibrary(name),
          )
        );
      });
      if (problem) report(problem.severity, problem.code, problem.message, problem, problem.fix);
    }
  }
  const inner = node.kind === 'call' ? new Set([...bound, ...namesToFind(node)]) : bound;
  for (const child of childrenOf(node)) checkNode(child, child.kind === 'lambda' ? inner : bound, checking);
}

/** The constants that a formula beside `start: {…}` is to find: names of the formula alone. */
function namesToFind(node: CallNode): string[] {
  const start = node.args.find(a => a.name?.name === 'start')?.value;
  return start?.kind === 'record' ? start.entries.map(e => e.key.name) : [];
}

/** `laws.epok`: members of collections are known before anything runs. */
function checkMember(target: string, field: Name, report: Report): void {
  const space = findNamespace(target);
  if (
    !space ||
    builtinValue(target) !== space ||
    field.name === '' ||
    space.names().includes(field.name) ||
    findEntry(field.name)
  )
    return;
  const absent = space.absent?.(field.name);
  if (absent !== undefined) {
    report('error', 'unknown-member', absent, field);
    return;
  }
  report(
    'error',
    'unknown-member',
    [l10n.t('`{0}` has no member `{1}`.', target, field.name), suggestion(field.name, space.names())]
      .filter(Boolean)
      .join(' '),
    field,
    renamed(field.name, field, space.names()),
  );
}

/** One complaint per place. */
function unrepeated(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(d => {
    const key = `${d.start} ${d.end}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
