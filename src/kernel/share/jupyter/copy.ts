import type { Cell, NotebookDocument } from '../../../notebook/format';
import { blocksToMarkdown, blocksToText, chartToSvg } from '../../../views';
import type { Chart } from '../../../views/chart';
import { frameOf } from '../../../views/geometry/frame';
import { ABOVE, aloneFigure, plotlyFigure } from '../../../views/plotly/figure';
import { plainTheme } from '../../../views/plotly/theme';
import type { BatchCell, BatchResult } from '../../batch';
import type { Output } from '../../protocol';
import { colophonOf } from '../colophon/colophon';
import { colophonMarkdown } from '../colophon/markdown';
import { blocksOf, chartsOf, textOf, withoutCharts } from '../figures';
import { inertMarkdown } from '../prose/inert';

/** A text as nbformat stores it: lines with their endings. */
const lines = (text: string): string[] => (text === '' ? [] : text.split(/(?<=\n)/));

/** Where the original cell is kept, so that an import brings it back as it was. */
export const JUPYTER_KEY = 'scalebook';

/**
 * A note as a Jupyter notebook (nbformat 4.5): Markdown and code cells; outputs as text and Markdown, and each plot on its own as
 * SVG and as Plotly's JSON, of which every reader takes the form that it knows.
 */
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
      [JUPYTER_KEY]: { version, front_matter: document.frontMatter.raw },
    },
    cells: [
      ...cells,
      {
        ...markdownCell('colophon', colophonMarkdown(colophonOf(document, result, version))),
        metadata: { [JUPYTER_KEY]: { colophon: true } },
      },
    ],
  };
}

/** HTML in a note is text; the cell as it was written is kept beside it where that makes a difference. */
function markdownCell(id: string, text: string) {
  const shown = inertMarkdown(text);
  const metadata = shown === text ? {} : { [JUPYTER_KEY]: { source: text } };
  return { id, cell_type: 'markdown', metadata, source: lines(shown) };
}

function codeCell(id: string, cell: Exclude<Cell, { kind: 'markdown' }>, run: BatchCell | undefined, count: number) {
  const own = cell.kind === 'data' ? { kind: 'data', format: cell.format, name: cell.name } : { kind: 'scale' };
  const outputs = run?.outcome?.outputs ?? [];
  return {
    id,
    cell_type: 'code',
    metadata: { [JUPYTER_KEY]: { ...own, ...(cell.rest ? { attributes: cell.rest } : {}) } },
    execution_count: run?.status === 'ok' ? count : null,
    source: lines(cell.text),
    outputs:
      run && run.status !== 'ok' ? [...outputs.slice(0, -1).flatMap(shown), failed(run)] : outputs.flatMap(shown),
  };
}

type Display = {
  readonly output_type: 'display_data';
  readonly data: Record<string, unknown>;
  readonly metadata: object;
};

const display = (data: Record<string, unknown>): Display => ({ output_type: 'display_data', data, metadata: {} });

/** An output's words and tables, then each of its plots: readers show one form of an output, and would leave out the rest. */
function shown(output: Output): Display[] {
  const blocks = blocksOf(output);
  if (!blocks)
    return [
      display({
        'text/plain': lines(textOf(output, 'text/plain')),
        'text/markdown': lines(textOf(output, 'text/markdown')),
      }),
    ];
  const charts = chartsOf(blocks);
  const words = withoutCharts(blocks);
  const markdown = blocksToMarkdown(words);
  const texts =
    markdown === '' ? [] : [display({ 'text/plain': lines(blocksToText(words)), 'text/markdown': lines(markdown) })];
  return [...texts, ...charts.map(plot)];
}

const plot = (chart: Chart): Display =>
  display({
    'application/vnd.plotly.v1+json': plotlyJson(chart),
    'image/svg+xml': lines(chartToSvg(chart, { background: true })),
    'text/plain': lines(`${chart.title}\n${chart.summary}`),
  });

/** A chart as Plotly's JSON, of a size that suits a notebook's page, in the light palette; hovering is Plotly's own. */
function plotlyJson(chart: Chart): unknown {
  const theme = plainTheme('light');
  const size = { width: 760, height: (chart.height ?? 280) + ABOVE };
  const figure = plotlyFigure(chart, frameOf(chart, { ...size, above: ABOVE }), theme, size);
  const { data, layout } = aloneFigure(chart, figure, theme);
  return { data: data.map(trace => ({ ...trace, hoverinfo: 'x+y+name' })), layout };
}

const failed = ({ diagnostics }: BatchCell) => {
  const message = diagnostics.find(d => d.severity === 'error')?.message ?? '';
  return { output_type: 'error', ename: 'ScaleError', evalue: message, traceback: message === '' ? [] : [message] };
};
