import '../library';
import { findNamespace } from '../library/namespaces';
import { findEntry } from '../library/registry';
import { isBuiltin } from '../names';
import { childrenOf } from '../syntax/analyze';
import type { Name, Node } from '../syntax/ast';
import { parse } from '../syntax/parser';
import type { Span } from '../syntax/span';

/** Types of VS Code's own legend, so that every theme colours them, and `unit`. */
export const SEMANTIC_TYPES = ['variable', 'parameter', 'function', 'namespace', 'property', 'unit'] as const;
export const SEMANTIC_MODIFIERS = ['declaration', 'defaultLibrary'] as const;

export interface SemanticToken extends Span {
  readonly type: (typeof SEMANTIC_TYPES)[number];
  readonly modifiers: readonly (typeof SEMANTIC_MODIFIERS)[number][];
}

/**
 * What each name of a cell is: a grammar cannot tell a function of the library from one's own, or a unit from a name.
 * @param functions names of functions that the notebook defines
 * @param names all names that it defines: what the library calls so is not meant
 */
export function semanticTokens(
  text: string,
  functions: ReadonlySet<string>,
  names: ReadonlySet<string> = functions,
): readonly SemanticToken[] {
  const found: SemanticToken[] = [];
  const add = (
    { start, end }: Span,
    type: SemanticToken['type'],
    ...modifiers: SemanticToken['modifiers'][number][]
  ): void => {
    if (end > start) found.push({ start, end, type, modifiers });
  };

  const name = (span: Name, bound: ReadonlySet<string>): void => {
    if (bound.has(span.name)) add(span, 'parameter');
    else if (functions.has(span.name)) add(span, 'function');
    else if (names.has(span.name)) add(span, 'variable');
    else if (findEntry(span.name)) add(span, 'function', 'defaultLibrary');
    else if (findNamespace(span.name)) add(span, 'namespace', 'defaultLibrary');
    else if (isBuiltin(span.name)) add(span, 'variable', 'defaultLibrary');
    else add(span, 'variable');
  };

  const visit = (node: Node, bound: ReadonlySet<string>): void => {
    let inside = bound;
    if (node.kind === 'name') name(node, bound);
    else if (node.kind === 'unit') for (const factor of node.factors) add(nameOf(factor), 'unit');
    else if (node.kind === 'lambda') {
      inside = new Set([...bound, ...node.parameters.map(p => p.name)]);
      for (const parameter of node.parameters) add(parameter, 'parameter', 'declaration');
    } else if (node.kind === 'record') for (const { key } of node.entries) add(key, 'property');
    else if (node.kind === 'call') {
      for (const argument of node.args) if (argument.name) add(argument.name, 'parameter');
      // `models.where(…)`: a function of the library that stands behind a dot.
      if (node.callee.kind === 'field' && findEntry(node.callee.field.name)) {
        add(node.callee.field, 'function', 'defaultLibrary');
        visit(node.callee.target, inside);
        for (const argument of node.args) visit(argument.value, inside);
        return;
      }
    } else if (node.kind === 'field') add(node.field, 'property');
    for (const child of childrenOf(node)) visit(child, inside);
  };

  for (const { target, parameters, value } of parse(text).program.statements) {
    if (target) add(target, parameters || value.kind === 'lambda' ? 'function' : 'variable', 'declaration');
    for (const parameter of parameters ?? []) add(parameter, 'parameter', 'declaration');
    visit(value, new Set(parameters?.map(p => p.name)));
  }
  return found.sort((a, b) => a.start - b.start);
}

/** A factor's span reaches over its power: `second^2`. */
const nameOf = ({ name, start }: { readonly name: string } & Span): Span => ({ start, end: start + name.length });
