import * as l10n from '@vscode/l10n';
import type { Diagnostic } from '../diagnostic';
import { ScaleError } from '../errors';
import { dimensionName } from '../evaluate/describe';
import { renamed, withUnit } from '../fixes';
import { type FunctionEntry, signatureText } from '../library/entry';
import type { Parameter } from '../library/parameter';
import { suggestion } from '../suggest';
import type { CallNode, StringNode } from '../syntax/ast';
import { NONE } from '../units/dimension';
import { quantity } from '../values/make';
import type { Inferred } from './infer';
import { isNumeric } from './infer';

const hint = (entry: FunctionEntry): string => entry.signatures.map(s => signatureText(entry.name, s)).join('\n');

/** Checks a call of a library function before it runs: names and number of arguments, and the units that are known. */
export function checkCall(
  entry: FunctionEntry,
  node: CallNode,
  typeOf: (index: number) => Inferred,
): Diagnostic | undefined {
  const problems = entry.signatures.map(signature => problemOf(entry, signature.parameters, node, typeOf));
  if (problems.some(p => p === undefined)) return undefined;
  // With several signatures, the one that got furthest into the call says best what is wrong.
  return (problems as { diagnostic: Diagnostic; reached: number }[]).reduce((a, b) => (b.reached > a.reached ? b : a))
    .diagnostic;
}

function problemOf(
  entry: FunctionEntry,
  parameters: FunctionEntry['signatures'][number]['parameters'],
  node: CallNode,
  typeOf: (index: number) => Inferred,
): { diagnostic: Diagnostic; reached: number } | undefined {
  const names = Object.keys(parameters);
  const taken = new Set<string>();
  const home = names.find(n => parameters[n]?.byName);
  let position = 0;
  let reached = 0;
  const problem = (
    code: string,
    message: string,
    span: { start: number; end: number },
    fix?: Diagnostic['fix'],
    nearness = 0,
  ): { diagnostic: Diagnostic; reached: number } => ({
    diagnostic: {
      severity: 'error',
      code,
      message: `${message}\n${hint(entry)}`,
      start: span.start,
      end: span.end,
      ...(fix && { fix }),
    },
    reached: reached + nearness,
  });
  for (const [index, argument] of node.args.entries()) {
    let name = argument.name?.name;
    if (name !== undefined && !Object.hasOwn(parameters, name) && home !== undefined) {
      taken.add(home);
      continue;
    }
    if (name !== undefined && !Object.hasOwn(parameters, name)) {
      const near = suggestion(name, names);
      return problem(
        'unknown-argument',
        [l10n.t('{0} has no argument named `{1}`.', entry.name, name), near].filter(Boolean).join(' '),
        argument.name ?? argument,
        argument.name && renamed(name, argument.name, names),
      );
    }
    if (name === undefined) {
      while (
        position < names.length &&
        taken.has(names[position] as string) &&
        !parameters[names[position] as string]?.rest
      )
        position++;
      name = names[position];
      if (name === undefined)
        return problem(
          'too-many-arguments',
          l10n.t('{0} takes {1} arguments at most, and here are {2}.', entry.name, names.length, node.args.length),
          argument,
        );
      if (!parameters[name]?.rest) position++;
    } else if (taken.has(name) && !parameters[name]?.rest) {
      return problem('repeated-argument', l10n.t('The argument `{0}` is given twice.', name), argument);
    }
    taken.add(name);
    const { scalar } = parameters[name] as { scalar?: unknown };
    const type = typeOf(index);
    if (
      scalar !== undefined &&
      scalar !== 'any' &&
      isNumeric(type) &&
      type.dimension !== NONE &&
      type.dimension !== scalar
    ) {
      return problem(
        'unit-mismatch',
        l10n.t(
          '{0} cannot take this as `{1}`: it is in {2}, and should be in {3}.',
          entry.name,
          name,
          dimensionName(type.dimension),
          dimensionName(scalar as never),
        ),
        argument.value,
        withUnit(argument.value, scalar as never),
        0.5,
      );
    }
    if (scalar !== undefined && type === 'text') {
      return problem(
        'bad-argument',
        l10n.t('{0} cannot take a text as `{1}`: it should be {2}.', entry.name, name, parameters[name]?.type ?? ''),
        argument.value,
      );
    }
    const wrongChoice = argument.value.kind === 'string' && choiceProblem(parameters[name], argument.value);
    if (wrongChoice) return problem('bad-choice', wrongChoice.message, argument.value, wrongChoice.fix);
    if (
      scalar === undefined &&
      isNumeric(type) &&
      !(parameters[name] as Parameter<unknown>).accepts(quantity(1, type.dimension))
    ) {
      return problem(
        'bad-argument',
        l10n.t('{0} cannot take a number as `{1}`: it should be {2}.', entry.name, name, parameters[name]?.type ?? ''),
        argument.value,
      );
    }
    reached++;
  }
  const missing = names.filter(n => !taken.has(n) && !parameters[n]?.optional);
  if (missing.length === 0) return undefined;
  return problem(
    'missing-argument',
    l10n.t('{0} also needs {1}.', entry.name, missing.map(m => `\`${m}\` (${parameters[m]?.type})`).join(', ')),
    node.callee,
  );
}

/** A text that is none of those that the argument knows. */
function choiceProblem(
  parameter: Parameter<unknown> | undefined,
  node: StringNode,
): { message: string; fix?: Diagnostic['fix'] } | undefined {
  if (!parameter?.choices || !parameter.accepts(node.value)) return undefined;
  try {
    parameter.convert(node.value);
    return undefined;
  } catch (error) {
    if (!(error instanceof ScaleError) || error.code !== 'bad-choice') return undefined;
    const near = renamed(`"${node.value}"`, node, parameter.choices);
    return {
      message: [error.message, error.hint].filter(Boolean).join(' '),
      ...(near && { fix: near }),
    };
  }
}
