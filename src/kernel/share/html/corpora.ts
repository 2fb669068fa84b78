import { findEntry } from '../../../language/library/registry';
import { childrenOf } from '../../../language/syntax/analyze';
import type { Node } from '../../../language/syntax/ast';
import { parse } from '../../../language/syntax/parser';
import type { NotebookDocument } from '../../../notebook/format';

/** Whether a note works on corpora: its page then carries what reads and cleans them, which others do without. */
export const usesCorpora = ({ cells }: NotebookDocument): boolean =>
  cells.some(cell => cell.kind === 'scale' && worksOnCorpora(cell.text));

const worksOnCorpora = (text: string): boolean =>
  nodesOf(text).some(node => node.kind === 'name' && findEntry(node.name)?.group === 'corpus');

/** What a cell says of the files of its corpora: `corpus("texts/*.jsonl")` gives the glob; other arguments are named as such. */
export const corpusFilesOf = (text: string): readonly string[] =>
  nodesOf(text).flatMap(node => {
    if (node.kind !== 'call' || node.callee.kind !== 'name' || node.callee.name !== 'corpus') return [];
    const named = node.args.flatMap(arg => nodesBelow(arg.value)).flatMap(n => (n.kind === 'string' ? [n.value] : []));
    return named.length > 0 ? named : ['corpus(…)'];
  });

const nodesOf = (text: string): readonly Node[] =>
  parse(text).program.statements.flatMap(statement => nodesBelow(statement.value));

const nodesBelow = (node: Node): readonly Node[] => [node, ...childrenOf(node).flatMap(nodesBelow)];
