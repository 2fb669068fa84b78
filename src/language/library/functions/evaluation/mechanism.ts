import * as l10n from '@vscode/l10n';
import { judgeGamble } from '../../../../science/evaluation/mechanism/gamble';
import { distractorMixture } from '../../../../science/evaluation/mechanism/mixture';
import { hindsightExample } from '../../../../science/facts/phenomena/inverse';
import type { Chart } from '../../../../views/chart';
import { formatNumber } from '../../../../views/format';
import { inUnit, table as makeTable, record, view } from '../../../values/make';
import { sourceText } from '../../collections/sourcing';
import { type FunctionEntry, signature } from '../../entry';
import { maybe, number, optional, positive } from '../../parameter';
import { text } from '../../parameters';

const POINTS = 121;

const percent = (share: number | undefined): string => formatNumber(share ?? Number.NaN, 'percent', { digits: 3 });

export const mechanismFunctions: readonly FunctionEntry[] = [
  {
    name: 'distractor_mixture',
    group: 'evaluation',
    summary: 'A model of U-shaped scaling, not data: a distractor learned first and the true task learned later.',
    details:
      '$s = t\\,s_{task} + (1 - t)\\,(d\\,s_{distractor} + (1 - d)\\,s_{chance})$ with $d$ and $t$ logistic in log scale. If the task is never reached, the curve is inverse; if both come together, it is standard.',
    signatures: [
      signature(
        {
          distractor_at: optional(positive('params', 'Size at which half follow the distractor.'), 1e9, '1B'),
          task_at: optional(positive('params', 'Size at which half do the task.'), 1e11, '100B'),
          distractor_decades: optional(positive('', 'Factors of ten over which the distractor is learned.'), 1, '1'),
          task_decades: optional(positive('', 'Factors of ten over which the task is learned.'), 1, '1'),
          chance: optional(number('Score of guessing.'), 0.5, '50%'),
          distractor_score: optional(number('Score of following the distractor.'), 0.1, '10%'),
          task_score: optional(number('Score of doing the task.'), 0.95, '95%'),
          from: optional(positive('params', 'Smallest size.'), 1e7, '10M'),
          to: optional(positive('params', 'Largest size.'), 1e13, '10T'),
          title: maybe(text('Title of the view.')),
        },
        'view with params, score, lowest, table',
        ({ from, to, title, ...m }) => {
          const step = Math.log(to / from) / (POINTS - 1);
          const params = Float64Array.from({ length: POINTS }, (_, i) => from * Math.exp(i * step));
          const score = distractorMixture(
            {
              chance: m.chance,
              distractor: { x: m.distractor_at, decades: m.distractor_decades, score: m.distractor_score },
              task: { x: m.task_at, decades: m.task_decades, score: m.task_score },
            },
            params,
          );
          const place = score.indexOf(Math.min(...score));
          const chart: Chart = {
            title: title ?? l10n.t('A distractor first, the task later'),
            summary: l10n.t(
              'A model, not data: the score of a mixture of guessing, a distractor and the task starts at {0}, is lowest at {1} parameters ({2}) and ends at {3}.',
              percent(score[0]),
              formatNumber(params[place] as number, 'params'),
              percent(score[place]),
              percent(score.at(-1)),
            ),
            x: { label: l10n.t('parameters'), scale: 'log', style: 'params' },
            y: { label: l10n.t('score in the model'), scale: 'linear', style: 'percent', domain: [0, 1] },
            series: [
              { name: l10n.t('model'), mark: 'line', slot: 0, x: Array.from(params), y: Array.from(score), width: 2 },
            ],
            rules: [
              { axis: 'y', at: m.chance, text: l10n.t('chance'), slot: null },
              { axis: 'x', at: m.distractor_at, text: l10n.t('distractor'), slot: null },
              { axis: 'x', at: m.task_at, text: l10n.t('task'), slot: null },
            ],
            legend: 'none',
            height: 300,
          };
          return view(
            'plot',
            { subtitle: l10n.t('a model to think with, not data'), charts: [chart] },
            {
              params,
              score,
              lowest: record({ params: inUnit(params[place] as number, 'params'), score: score[place] as number }),
              table: makeTable({ params, score }, { source: l10n.t('a model, not data') }),
            },
            chart.summary,
          );
        },
      ),
    ],
    examples: ['distractor_mixture(distractor_at: 1B, task_at: 100B).lowest.score'],
    sources: ['wei_ushape'],
  },
  {
    name: 'hindsight_example',
    group: 'evaluation',
    summary: 'The worked example of Hindsight Neglect: a bad gamble that was won, and its expected value.',
    signatures: [
      signature({}, '{expected_value, printed, happened, right, hindsight, trap, outcomes}', () => {
        const { gamble, happened, printed, citation } = hindsightExample;
        const { expectedValue, terms, right, hindsight, trap } = judgeGamble(gamble, happened);
        return record(
          {
            outcomes: makeTable({
              probability: Float64Array.from(gamble, g => g.probability),
              usd: Float64Array.from(gamble, g => g.outcome),
              share_of_expected_value: Float64Array.from(terms),
            }),
            expected_value: inUnit(expectedValue, 'USD'),
            printed: inUnit(printed, 'USD'),
            happened: inUnit(happened, 'USD'),
            ...{ right, hindsight, trap },
          },
          {
            title: l10n.t('Hindsight Neglect: was the gamble right?'),
            sources: new Map([
              ['printed', sourceText(citation)],
              ['outcomes', sourceText(citation)],
            ]),
          },
        );
      }),
    ],
    examples: ['hindsight_example().expected_value'],
    sources: ['mckenzie2023'],
  },
];
