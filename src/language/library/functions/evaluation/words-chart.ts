import * as l10n from '@vscode/l10n';
import { curveAt } from '../../../../science/evaluation/curves/curve';
import { type LearningCurve, scoreAt } from '../../../../science/evaluation/words/learning-curve';
import { sortedQuantile } from '../../../../science/fitting/numeric/summary';
import type { Chart, Rule, Series } from '../../../../views/chart';

/** A fitted curve with what its points say. */
export interface DrawnCurve {
  readonly curve: LearningCurve;
  /** What the scores are counted in; undefined where they are no shares. */
  readonly whole: 1 | 100 | undefined;
  /** What each point says on hover. */
  readonly notes: readonly (string | null)[];
  /** Scores of guessing and of people, in the unit of the scores. */
  readonly chance?: number;
  readonly people?: number;
}

interface Labels {
  readonly title: string | undefined;
  readonly x: string;
  readonly y: string;
}

const POINTS = 81;

/** Scores by words with the closest curves; a single one with its 95 % band. */
export function learningChart(drawn: readonly DrawnCurve[], { title, x, y }: Labels): Chart {
  const [only] = drawn;
  const alone = drawn.length === 1;
  const names = drawn.map(d => d.curve.name).join(', ');
  return {
    title: title ?? l10n.t('{0} by words of training data', names),
    summary: drawn
      .map(({ curve: { name, form } }) =>
        alone
          ? l10n.t('{0}: closest curve {1}, with a 95 % band.', name, form)
          : l10n.t('{0}: closest curve {1}.', name, form),
      )
      .join(' '),
    x: { label: x, scale: 'log', style: 'count' },
    y: { label: y, scale: 'linear', style: only?.whole === undefined ? 'plain' : 'percent' },
    series: drawn.flatMap((d, slot) => seriesOf(d, slot, alone)),
    ...(only && { rules: rulesOf(only, alone) }),
    legend: alone ? 'none' : 'top',
    height: alone ? 260 : 340,
  };
}

function seriesOf({ curve, whole = 1, notes }: DrawnCurve, slot: number, band: boolean): Series[] {
  const { words, score, name, draws } = curve;
  const [first, last] = [Math.log10(Math.min(...words)), Math.log10(Math.max(...words))];
  const u = Array.from({ length: POINTS }, (_, i) => first + ((last - first) * i) / (POINTS - 1));
  const x = u.map(v => 10 ** v);
  const y = x.map(v => scoreAt(curve, v) / whole);
  const spread = band ? u.map(v => Float64Array.from(draws, draw => curveAt(draw, v) / whole).sort()) : [];
  const edge = (p: number): number[] => spread.map(s => sortedQuantile(s, p));
  const ends = { low: edge(0.025), high: edge(0.975) };
  return [
    ...(band
      ? [{ name: l10n.t('95 % band'), mark: 'band', slot, quiet: true, x, y, group: name, ...ends } as const]
      : []),
    { name: l10n.t('fit'), mark: 'line', slot, quiet: true, x, y, group: name },
    {
      name,
      mark: 'points',
      slot,
      group: name,
      x: Array.from(words),
      y: Array.from(score, v => v / whole),
      notes: [...notes],
    },
  ];
}

/** People's scores differ by skill: they are drawn for one alone. */
function rulesOf({ chance, people, whole = 1 }: DrawnCurve, alone: boolean): Rule[] {
  const rule = (at: number, text: string): Rule => ({ axis: 'y', at: at / whole, text, slot: null });
  return [
    ...(chance === undefined ? [] : [rule(chance, l10n.t('chance'))]),
    ...(people === undefined || !alone ? [] : [rule(people, l10n.t('people'))]),
  ];
}
