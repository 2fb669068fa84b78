import type { Cell, NotebookDocument } from '../../notebook/format';
import { chartToSvg } from '../../views';
import type { BatchCell, BatchResult } from '../batch';
import type { Output } from '../protocol';
import { colophonMarkdown, colophonOf } from './colophon';
import { blocksOf, chartsOf } from './figures';

/** A text as nbformat stores it: lines with their endings. */
const lines = (text: string): string[] => text.split(/(?<=\n)/);

/** Where the original cell is kept, so that an import brings it back as it was. */
const METADATA_KEY = 'scalebook';

/** A note as a Jupyter notebook (nbformat 4.5): Markdown and code cells, outputs as text, Markdown and SVG. */
export function jupyterCopy(document: NotebookDocument, result: BatchResult, version: string): unknown {
  const byIndex = new Map(result.cells.map(cell => [cell.index, cell]));
  let count = 0;
  const cells = document.cells.map((cell, i) => {
    if (cell.kind === 'markdown') return markdownCell(`cell-${i}`, cell.text);
    count += 1;
    return codeCell(`cell-${i}`, cell, byIndex.get(i), count);
  });
  const title = document.frontMatter.values.title;
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      language_info: { name: 'scale', file_extension: '.scalebook' },
      ...(typeof title === 'string' ? { title } : {}),
      [METADATA_KEY]: { version, front_matter: document.frontMatter.raw },
    },
    cells: [
      ...cells,
      markdownCell('colophon', colophonMarkdown(colophonOf(document, result, version)), {
        [METADATA_KEY]: { colophon: true },
      }),
    ],
  };
}

const markdownCell = (id: string, text: string, metadata: object = {}) => ({
  id,
  cell_type: 'markdown',
  metadata,
  source: lines(text),
});

function codeCell(id: string, cell: Exclude<Cell, { kind: 'markdown' }>, run: BatchCell | undefined, count: number) {
  const own = cell.kind === 'data' ? { kind: 'data', format: cell.format, name: cell.name } : { kind: 'scale' };
  return {
    id,
    cell_type: 'code',
    metadata: { [METADATA_KEY]: { ...own, ...(cell.rest ? { attributes: cell.rest } : {}) } },
    execution_count: run?.status === 'ok' ? count : null,
    source: lines(cell.text),
    outputs: run ? (run.status === 'ok' ? (run.outcome?.outputs ?? []).map(displayData) : [errorOutput(run)]) : [],
  };
}

function displayData(output: Output) {
  const data: Record<string, unknown> = {};
  for (const { mime, data: value } of output.items) {
    if (mime.startsWith('text/')) data[mime] = lines(String(value));
    else data[mime] = value;
  }
  const [chart] = chartsOf(blocksOf(output) ?? []);
  if (chart) data['image/svg+xml'] = lines(chartToSvg(chart));
  return { output_type: 'display_data', data, metadata: {} };
}

const errorOutput = ({ diagnostics }: BatchCell) => {
  const message = diagnostics.find(d => d.severity === 'error')?.message ?? '';
  return { output_type: 'error', ename: 'ScaleError', evalue: message, traceback: [message] };
};
