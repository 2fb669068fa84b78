import * as l10n from '@vscode/l10n';
import { CORPUS_FUNCTIONS, type CorpusPipeline } from '../../language/library/functions/corpus/job';
import { override } from '../../language/override';
import { analyze } from '../../language/syntax/analyze';
import type { Node, Statement } from '../../language/syntax/ast';
import { parse } from '../../language/syntax/parser';
import type { NotebookDocument } from '../../notebook/format';
import { buildGraph } from '../../notebook/graph';
import { namesOf } from '../../notebook/names';
import { ScienceError } from '../../science/errors';
import type { CellOutcome, CellRequest } from '../protocol';
import { requestOf } from '../request';

/** Whether an expression is a call that gives a corpus. */
const givesCorpus = (node: Node): boolean =>
  node.kind === 'call' && node.callee.kind === 'name' && CORPUS_FUNCTIONS.has(node.callee.name);

/** Names that statements use, their own parameters aside. */
const usesOf = (statement: Statement): readonly string[] =>
  analyze({ statements: [statement], start: statement.start, end: statement.end }).uses.map(use => use.name);

/**
 * The corpora that a notebook defines, by name. Only what they are made of is run: word lists and controls, not what is asked
 * of them later. With `only`, that one corpus.
 * @throws ScienceError where a cell that they need fails
 */
export async function findPipelines(
  document: NotebookDocument,
  evaluate: (request: CellRequest) => Promise<CellOutcome>,
  overrides: Readonly<Record<string, string>> = {},
  only?: string,
): Promise<ReadonlyMap<string, CorpusPipeline>> {
  const definitions = new Map<string, Statement>();
  for (const cell of document.cells) {
    if (cell.kind !== 'scale') continue;
    for (const statement of override(parse(cell.text).program, overrides).statements) {
      if (statement.target && !definitions.has(statement.target.name))
        definitions.set(statement.target.name, statement);
    }
  }
  const wanted = new Set(
    [...definitions].flatMap(([name, { value }]) =>
      (only === undefined ? givesCorpus(value) : name === only) ? [name] : [],
    ),
  );
  for (const name of wanted)
    for (const used of definitions.has(name) ? usesOf(definitions.get(name)!) : []) wanted.add(used);

  const graph = buildGraph(
    document.cells.map((cell, i) => ({
      id: String(i),
      names: namesOf(cell, text => analyze(override(parse(text).program, overrides))),
    })),
  );
  const cells = new Set([...wanted].flatMap(name => graph.owners.get(name) ?? []));
  const found = new Map<string, CorpusPipeline>();
  for (const id of graph.order) {
    const request = cells.has(id) ? requestOf(id, document.cells[Number(id)]!, graph) : undefined;
    if (!request) continue;
    const outcome = await evaluate({ ...request, pipelines: [...wanted] });
    const error = outcome.diagnostics.find(d => d.severity === 'error');
    if (outcome.status !== 'ok') {
      throw new ScienceError('failed', l10n.t('Cell {0}: {1}', Number(id) + 1, error?.message ?? ''));
    }
    for (const [name, pipeline] of Object.entries(outcome.pipelines ?? {})) found.set(name, pipeline);
  }
  return found;
}

/** Whether a pipeline is the beginning of another. */
const beginsWith = (whole: CorpusPipeline, part: CorpusPipeline): boolean =>
  whole.stages.length > part.stages.length &&
  JSON.stringify({ ...whole, stages: whole.stages.slice(0, part.stages.length) }) === JSON.stringify(part);

/**
 * The pipeline that is meant: the one named, or the only one that no other goes on from.
 * @throws ScienceError `not-found` where there is none, or no such; `ambiguous` where there are several
 */
export function choosePipeline(found: ReadonlyMap<string, CorpusPipeline>, name?: string): CorpusPipeline {
  if (name !== undefined) {
    const one = found.get(name);
    if (one) return withFiles(one);
    throw new ScienceError(
      'not-found',
      l10n.t('The notebook defines no corpus "{0}". It defines: {1}.', name, [...found.keys()].join(', ') || '—'),
    );
  }
  const last = [...found].filter(([, one]) => ![...found.values()].some(other => beginsWith(other, one)));
  const [first, ...more] = last;
  if (!first) {
    throw new ScienceError(
      'not-found',
      l10n.t('The notebook defines no corpus: give one a name, as in clean = corpus("texts/*.jsonl") |> dedup().'),
    );
  }
  if (more.length > 0) {
    throw new ScienceError(
      'ambiguous',
      l10n.t('The notebook defines several corpora: choose one with --name: {0}.', last.map(([key]) => key).join(', ')),
    );
  }
  return withFiles(first[1]);
}

function withFiles(pipeline: CorpusPipeline): CorpusPipeline {
  if (!pipeline.texts) return pipeline;
  throw new ScienceError('simulated', l10n.t('Simulated documents are not written: name files with corpus(…).'));
}
