import * as l10n from '@vscode/l10n';
import type { Block, Cell, Line } from '../../blocks';
import { exactNumber, formatColumn, formatNumber } from '../../format';
import { assumptionDetails } from './assumptions';
import { formulasOf } from './formulas';
import { layoutText } from './memory-bar';
import type { PlannedLayout, PlanPayload } from './payload';

/** What is folded away: the model's shape and training, the layouts that were weighed, the assumptions and formulas. */
export const details = (p: PlanPayload): Block[] => [
  ...shape(p),
  ...layouts(p),
  ...assumptionDetails(p),
  ...formulas(p),
];

const whole = (x: number): string => formatNumber(x, 'count', { full: true });

function shape(p: PlanPayload): Block[] {
  const { architecture: a, batch, steps, learningRate } = p;
  const found = formulasOf(p);
  const said = (name: string): { source?: string } => {
    const formula = found.get(name);
    return formula ? { source: `${formula.formula}\n${formula.source}` } : {};
  };
  const counted = { unit: 'params', exact: exactNumber(a.params) };
  const items: Line[] = [
    { name: l10n.t('layers'), text: whole(a.layers) },
    { name: l10n.t('width'), text: whole(a.width) },
    { name: l10n.t('heads'), text: l10n.t('{0}, keys and values {1}', whole(a.heads), whole(a.kvHeads)) },
    {
      name: l10n.t('feed-forward'),
      text: a.glu ? l10n.t('{0}, gated (SwiGLU)', whole(a.ffn)) : whole(a.ffn),
    },
    ...(a.experts === null ? [] : [{ name: l10n.t('experts'), text: a.experts }]),
    {
      name: l10n.t('vocabulary'),
      text: a.tied ? l10n.t('{0}, tied embeddings', whole(a.vocab)) : whole(a.vocab),
    },
    { name: l10n.t('counted'), text: formatNumber(a.params, 'params'), ...counted },
    { name: l10n.t('batch'), text: formatNumber(batch, 'tokens'), unit: 'tokens', ...said('batch') },
    { name: l10n.t('steps'), text: whole(steps), ...said('steps') },
    ...(learningRate === null
      ? []
      : [
          {
            name: l10n.t('learning rate'),
            text: formatNumber(learningRate, 'scientific'),
            ...said('learning_rate'),
          },
        ]),
  ];
  return [
    {
      kind: 'details',
      summary: l10n.t(
        'Architecture and training: {0} layers of width {1}, {2} steps of {3} tokens',
        whole(a.layers),
        whole(a.width),
        whole(steps),
        formatNumber(batch, 'tokens'),
      ),
      blocks: [{ kind: 'lines', items }],
    },
  ];
}

function layouts({ layouts: all }: PlanPayload): Block[] {
  const chosen = all.find(l => l.chosen);
  if (!chosen) return [];
  const milliseconds = (of: (l: PlannedLayout) => number | null): Cell[] => column(all.map(of), 'duration');
  const columns: readonly (readonly [string, Cell[]])[] = [
    [
      l10n.t('Per GPU'),
      column(
        all.map(l => l.perGpu),
        'bytes',
      ),
    ],
    [
      l10n.t('Tokens/s'),
      column(
        all.map(l => l.tokensPerSecond),
        'tokens',
      ),
    ],
    [
      l10n.t('MFU at most'),
      column(
        all.map(l => l.mfu),
        'percent',
      ),
    ],
    [l10n.t('Compute'), milliseconds(l => l.compute)],
    [l10n.t('Memory'), milliseconds(l => l.memory)],
    [l10n.t('Network'), milliseconds(l => l.network)],
  ];
  return [
    {
      kind: 'details',
      summary: l10n.t('Parallelism: {0}; {1} splits weighed', layoutText(chosen), all.length),
      blocks: [
        {
          kind: 'table',
          columns: [
            { name: l10n.t('Tensor × pipeline × data') },
            { name: l10n.t('ZeRO, recomputed') },
            ...columns.map(([name]) => ({ name, align: 'end' as const })),
            { name: l10n.t('Why'), wrap: true },
          ],
          rows: all.map((l, i) => [
            {
              text: `${l.tensor} × ${l.pipeline} × ${l.data}`,
              value: l.tensor * l.pipeline,
              ...(l.chosen ? { best: true } : {}),
            },
            { text: `${l.zero}${l.checkpointing === 'none' ? '' : `, ${l.checkpointing}`}` },
            ...columns.map(([, cells]) => cells[i] as Cell),
            { text: l.reason, ...(l.fits ? {} : { tone: 'quiet' as const }) },
          ]),
          sortable: true,
        },
        {
          kind: 'text',
          tone: 'quiet',
          text: l10n.t(
            'Compute, memory and network are the least seconds that one step needs of each, perfectly overlapped: a roofline, which real steps stay below.',
          ),
        },
      ],
    },
  ];
}

const column = (values: readonly (number | null)[], style: 'bytes' | 'tokens' | 'percent' | 'duration'): Cell[] =>
  formatColumn(values, style).map((text, i) => ({ text, value: values[i] ?? null }));

function formulas(p: PlanPayload): Block[] {
  const items = [...formulasOf(p).values()].map(({ title, formula, source }) => ({
    name: title,
    text: source ? `${formula} (${source})` : formula,
  }));
  return [{ kind: 'details', summary: l10n.t('Formulas and sources'), blocks: [{ kind: 'lines', items }] }];
}
