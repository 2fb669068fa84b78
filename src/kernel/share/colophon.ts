import { childrenOf } from '../../language/syntax/analyze';
import type { Node } from '../../language/syntax/ast';
import { parse } from '../../language/syntax/parser';
import type { NotebookDocument } from '../../notebook/format';
import { cite } from '../../science/citing';
import { findDevice } from '../../science/facts/devices';
import { findModel } from '../../science/facts/models';
import { findLaw } from '../../science/laws/laws';
import type { Citation } from '../../science/source';
import type { BatchResult } from '../batch';

/** What a copy of a note says of its making, so that a reader can check it. */
export interface Colophon {
  readonly version: string;
  /** Laws, models and devices that the note names, with full references. */
  readonly references: readonly { readonly name: string; readonly text: string; readonly bibtex: string }[];
  /** Data files with their SHA-256. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  readonly seeds: readonly number[];
  /** Dated prices of the devices named. */
  readonly prices: readonly string[];
}

/** Finds what a note rests on, from its cells and from its run. */
export function colophonOf(document: NotebookDocument, result: BatchResult, version: string): Colophon {
  const members = new Set<string>();
  const seeds = new Set<number>();
  for (const cell of document.cells) {
    if (cell.kind !== 'scale') continue;
    for (const statement of parse(cell.text).program.statements) collect(statement.value, members, seeds);
  }
  const references = [...members].sort().flatMap(name => {
    const citation = citationOf(name);
    return citation ? [{ name, text: cite(citation).text, bibtex: cite(citation).bibtex }] : [];
  });
  const files = new Map(result.cells.flatMap(({ outcome }) => Object.entries(outcome?.files ?? {})));
  return {
    version,
    references,
    files: [...files].map(([path, sha256]) => ({ path, sha256 })),
    seeds: [...seeds].sort((a, b) => a - b),
    prices: [...members].flatMap(pricesOf),
  };
}

function collect(node: Node, members: Set<string>, seeds: Set<number>): void {
  if (node.kind === 'field' && node.target.kind === 'name') members.add(`${node.target.name}.${node.field.name}`);
  if (node.kind === 'call') {
    for (const { name, value } of node.args)
      if (name?.name === 'seed' && value.kind === 'number') seeds.add(value.value);
  }
  for (const child of childrenOf(node)) collect(child, members, seeds);
}

function citationOf(member: string): Citation | undefined {
  const [space, name = ''] = member.split('.');
  if (space === 'laws') return findLaw(name)?.citation;
  if (space === 'models') return findModel(name)?.citation;
  return space === 'hardware' ? findDevice(name)?.citation : undefined;
}

function pricesOf(member: string): string[] {
  const [space, name = ''] = member.split('.');
  const device = space === 'hardware' ? findDevice(name) : undefined;
  return (device?.prices ?? []).map(
    p => `${device?.title}: ${p.usdPerHour} USD per hour, ${p.provider}, ${p.kind}, ${p.date}`,
  );
}

/** The colophon as Markdown, for the end of a copy. */
export function colophonMarkdown({ version, references, files, seeds, prices }: Colophon): string {
  const bibtex = [...new Set(references.map(r => r.bibtex))].join('\n\n');
  const parts = [
    '---',
    `Made with Scalebook ${version}.`,
    references.length > 0 ? references.map(r => `- \`${r.name}\`: ${r.text}`).join('\n') : '',
    files.length > 0 ? files.map(f => `- \`${f.path}\` SHA-256 \`${f.sha256}\``).join('\n') : '',
    seeds.length > 0 ? `Seeds: ${seeds.join(', ')}.` : '',
    prices.length > 0 ? prices.map(p => `- ${p}`).join('\n') : '',
    bibtex === '' ? '' : `\`\`\`bibtex\n${bibtex}\n\`\`\``,
  ];
  return parts.filter(part => part !== '').join('\n\n');
}
