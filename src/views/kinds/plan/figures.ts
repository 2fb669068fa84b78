import * as l10n from '@vscode/l10n';
import type { Block } from '../../blocks';
import type { NumberStyle } from '../../chart';
import { exactNumber, formatNumber, quantityParts } from '../../format';
import { type Formulas, formulasOf } from './formulas';
import type { PlannedFigure, PlanPayload } from './payload';

type Stat = Extract<Block, { kind: 'stats' }>['items'][number];

/** `90 %: 1.944 – 1.981`, where the ends differ. */
export function intervalText(figure: PlannedFigure, style: NumberStyle, level: number): string | undefined {
  const { low, high } = figure;
  if (low === undefined || high === undefined || !(high > low)) return undefined;
  const ends = [low, high].map(end => formatNumber(end, style, style === 'loss' ? {} : { digits: 2 }));
  return `${formatNumber(level, 'percent', { digits: 2 })}: ${ends.join(' – ')}`;
}

/** Days with one decimal, or the unit that reads best. */
export const spokenTime = (seconds: number): string => formatNumber(seconds, 'duration', { digits: 3 });

/** The answer, as figures to be read in five seconds: what to train, how good it gets, how long it takes, what it costs. */
export function answer(p: PlanPayload): Block {
  const formulas = formulasOf(p);
  const items = [model(p, formulas), data(p, formulas), loss(p, formulas), time(p, formulas), cost(p, formulas)];
  return { kind: 'stats', items: items.filter(item => item !== undefined) };
}

const origin = (formulas: Formulas, name: string): { source: string } => {
  const found = formulas.get(name);
  return { source: found ? `${found.formula}\n${found.source}` : '' };
};

function model({ N, level, architecture: a }: PlanPayload, formulas: Formulas): Stat {
  const all = a.experts === null ? undefined : l10n.t('{0} with all experts', formatNumber(a.totalParams, 'params'));
  const detail = all ?? intervalText(N, 'params', level);
  return {
    label: a.experts === null ? l10n.t('Model') : l10n.t('Model, active'),
    value: formatNumber(N.value, 'params'),
    unit: 'params',
    exact: exactNumber(N.value),
    ...(detail ? { detail } : {}),
    ...origin(formulas, 'N'),
  };
}

function data({ N, D, repeats }: PlanPayload, formulas: Formulas): Stat {
  const ratio = l10n.t('{0} per param', formatNumber(D.value / N.value, 'plain', { digits: 3 }));
  const epochs = repeats && repeats.epochs > 1 ? l10n.t('{0} epochs', repeats.epochs.toPrecision(3)) : undefined;
  return {
    label: l10n.t('Data'),
    value: formatNumber(D.value, 'tokens'),
    unit: 'tokens',
    exact: exactNumber(D.value),
    detail: epochs ? `${epochs} · ${ratio}` : ratio,
    ...origin(formulas, 'D'),
  };
}

function loss({ loss: found, level, law }: PlanPayload, formulas: Formulas): Stat | undefined {
  if (!found) return undefined;
  return {
    label: l10n.t('Expected loss'),
    value: formatNumber(found.value, 'loss'),
    exact: exactNumber(found.value),
    detail: intervalText(found, 'loss', level) ?? law.unit,
    ...origin(formulas, 'loss'),
  };
}

function time({ time: seconds, gpuHours }: PlanPayload, formulas: Formulas): Stat {
  const [text = '', ...unit] = spokenTime(seconds.value).split(' ');
  return {
    label: l10n.t('Time'),
    value: text,
    unit: unit.join(' '),
    exact: `${exactNumber(seconds.value)} s`,
    detail: l10n.t('{0} GPU-hours', formatNumber(gpuHours.value, 'count', { digits: 3 })),
    ...origin(formulas, 'time'),
  };
}

/** Money first, with what it burns; where no price is known, the energy itself. */
function cost({ cost: usd, energy, co2, level }: PlanPayload, formulas: Formulas): Stat | undefined {
  const parts = (value: number, base: string): string => {
    const { text, unit } = quantityParts(value, base);
    return `${text} ${unit}`;
  };
  const burnt = energy ? [parts(energy.value, 'joules'), ...(co2 ? [parts(co2.value, 'kgCO2e')] : [])] : [];
  if (usd) {
    return {
      label: l10n.t('Cost'),
      value: formatNumber(usd.value, 'usd'),
      exact: `$${exactNumber(usd.value)}`,
      detail: intervalText(usd, 'usd', level) ?? burnt.join(' · '),
      source: ['cost', 'energy', 'co2'].map(name => origin(formulas, name).source).join('\n\n'),
    };
  }
  if (!energy) return undefined;
  const [text = '', unit = ''] = parts(energy.value, 'joules').split(' ');
  return {
    label: l10n.t('Energy'),
    value: text,
    unit,
    exact: `${exactNumber(energy.value)} J`,
    detail: burnt.slice(1).join(''),
    ...origin(formulas, 'energy'),
  };
}
