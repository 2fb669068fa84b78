import { findNamespace } from '../../../language/library/namespaces';
import { findEntry } from '../../../language/library/registry';
import { childrenOf } from '../../../language/syntax/analyze';
import type { CallNode, Node } from '../../../language/syntax/ast';
import { parse } from '../../../language/syntax/parser';
import type { Json } from '../../../language/values/json';
import type { NotebookDocument } from '../../../notebook/format';

/** A seed that a note draws with, as written, and the functions that take it. */
export interface SeedUse {
  readonly seed: string;
  readonly functions: readonly string[];
}

/** What a note's cells name. */
export interface NamedInCells {
  /** `laws.epoch`, `hardware.h100_sxm`; a collection alone where all of it is used. */
  readonly members: ReadonlySet<string>;
  readonly seeds: readonly SeedUse[];
  /** Keys of publications that are cited as such: `cite("korthikanti")`. */
  readonly cited: ReadonlySet<string>;
}

/** Finds members of collections and seeds in the cells of a note. */
export function namedInCells(document: NotebookDocument): NamedInCells {
  const members = new Set<string>();
  const cited = new Set<string>();
  const seeds = new Map<string, Set<string>>();
  const visit = (node: Node): void => {
    if (node.kind === 'field' && node.target.kind === 'name' && isMember(node.target.name, node.field.name)) {
      members.add(`${node.target.name}.${node.field.name}`);
      return;
    }
    if (node.kind === 'name' && findNamespace(node.name)) members.add(node.name);
    if (node.kind === 'call') {
      noteSeed(node);
      if (node.callee.kind === 'name' && node.callee.name === 'cite')
        for (const { value } of node.args) if (value.kind === 'string') cited.add(value.value);
    }
    for (const child of childrenOf(node)) visit(child);
  };
  let text = '';
  const noteSeed = (call: CallNode): void => {
    if (call.callee.kind !== 'name') return;
    const given = call.args.find(arg => arg.name?.name === 'seed')?.value;
    const seed = given ? text.slice(given.start, given.end) : defaultSeed(call.callee.name);
    if (seed !== undefined) seeds.set(seed, (seeds.get(seed) ?? new Set()).add(call.callee.name));
  };
  for (const cell of document.cells) {
    if (cell.kind !== 'scale') continue;
    text = cell.text;
    for (const statement of parse(text).program.statements) visit(statement.value);
  }
  return { members, cited, seeds: [...seeds].map(([seed, functions]) => ({ seed, functions: [...functions].sort() })) };
}

/** `models.where` is no member: it asks all of them. */
const isMember = (space: string, name: string): boolean => findNamespace(space)?.names().includes(name) ?? false;

/** The seed that a function takes where none is given. */
function defaultSeed(name: string): string | undefined {
  for (const { parameters } of findEntry(name)?.signatures ?? [])
    if (parameters.seed?.defaultText !== undefined) return parameters.seed.defaultText;
  return undefined;
}

const KINDS = [
  ['law', 'laws'],
  ['model', 'models'],
  ['device', 'hardware'],
] as const;

/** Laws, models and devices among the values that a run gave, however they were reached: `laws.epoch`. */
export function namedInValues(values: Json): ReadonlySet<string> {
  const members = new Set<string>();
  const visit = (value: Json): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      // Columns of numbers name nothing, and are long.
      if (typeof value[0] === 'object') for (const item of value) visit(item);
      return;
    }
    const fields = value as { readonly [key: string]: Json };
    for (const [kind, space] of KINDS) if (typeof fields[kind] === 'string') members.add(`${space}.${fields[kind]}`);
    for (const field of Object.values(fields)) visit(field);
  };
  visit(values);
  return members;
}

const MEMBER = /\b(laws|models|hardware|data)\.([a-z]\w*)/g;

/** Members that shown results speak of: a plan says that its learning rate is that of `laws.steplaw`. */
export function namedInTexts(shown: unknown): ReadonlySet<string> {
  const members = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string')
      for (const [member, space = '', name = ''] of value.matchAll(MEMBER))
        if (isMember(space, name)) members.add(member);
    if (Array.isArray(value)) {
      // Columns of numbers are long.
      if (typeof value[0] !== 'number') for (const item of value) visit(item);
    } else if (typeof value === 'object' && value !== null) for (const field of Object.values(value)) visit(field);
  };
  visit(shown);
  return members;
}
