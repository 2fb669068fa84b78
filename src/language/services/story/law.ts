import * as l10n from '@vscode/l10n';
import type { Ability, Law, Range } from '../../../science/laws/law';
import type { Block, Line } from '../../../views/blocks';
import type { NumberStyle } from '../../../views/chart';
import { formatNumber } from '../../../views/format';
import { sourceText } from '../../library/collections/sourcing';
import { disagreements, disputed } from './disagreements';
import type { Story } from './story';

/** A law: its equations, constants, what it answers, what it was fitted on and how it counts. */
export function lawStory(law: Law): Story {
  const { formula, latex, equations = [] } = law.form;
  return {
    title: law.title,
    equations: [{ formula, latex }, ...equations],
    blocks: [
      { kind: 'lines', items: constantLines(law) },
      { kind: 'lines', items: [...fittedOn(law), ...conventions(law)] },
      ...(law.notes ?? []).map((text): Block => ({ kind: 'text', text })),
      ...disputed(`laws.${law.name}`),
      { kind: 'lines', items: questions(law).map(text => ({ text })) },
    ],
    more: disagreements(`laws.${law.name}`),
    citation: law.citation,
  };
}

/** Constants as they are computed with, to seven digits; large ones with an exponent. */
function digits(value: number): string {
  const rounded = Number(value.toPrecision(7));
  return Math.abs(rounded) >= 1e6 ? rounded.toExponential().replace('e+', 'e') : String(rounded);
}

function constantLines({ constants, constantNotes = {} }: Law): Line[] {
  return Object.entries(constants).map(([name, value]) => {
    const { unit, se, note, citation } = constantNotes[name] ?? {};
    const remark = [note, citation && sourceText(citation)].filter(Boolean).join('; ');
    return {
      name,
      text: se === undefined ? digits(value) : `${digits(value)} ± ${se}`,
      ...(unit === undefined ? {} : { unit }),
      ...(remark === '' ? {} : { interval: remark }),
    };
  });
}

/** `70 M – 16 B`; `up to 16 B` where only the upper end is known. */
function rangeText(name: string, [low, high]: Range): string {
  const write = (x: number) => formatNumber(x, STYLES[name] ?? 'plain', { digits: 2 });
  return low > 0 ? `${name} ${write(low)} – ${write(high)}` : l10n.t('{0} up to {1}', name, write(high));
}

const STYLES: Readonly<Record<string, NumberStyle>> = { N: 'params', D: 'tokens', C: 'flop' };

function fittedOn({ range, errors }: Law) {
  const ranges = Object.entries(range ?? {}).map(([name, ends]) => rangeText(name, ends));
  return [
    { name: l10n.t('Fitted on'), text: ranges.length > 0 ? ranges.join(', ') : l10n.t('no range published') },
    ...(errors ? [{ name: l10n.t('Errors'), text: errors.origin }] : []),
  ];
}

function conventions({ conventions: { loss, params, flops, data, tokenizer } }: Law) {
  return [
    { name: l10n.t('Loss'), text: loss },
    { name: l10n.t('Parameters'), text: params },
    { name: l10n.t('FLOP'), text: flops },
    { name: l10n.t('Data'), text: tokenizer ? `${data} (${tokenizer})` : data },
  ];
}

/** Cells to write: one for each thing that the law answers. */
function questions(law: Law): string[] {
  const name = `laws.${law.name}`;
  const { inputs, optionalInputs = [], alternatives = [] } = law.form;
  const written = (names: readonly string[]): string => {
    const places = ['N', 'D'].filter(n => names.includes(n));
    const inOrder = places.every((n, i) => n === ['N', 'D'][i]);
    return names.map(n => (places.includes(n) && inOrder ? n : `${n}: …`)).join(', ');
  };
  const extra =
    optionalInputs.length > 0 && law.form.name !== 'bnsl' ? `, ${optionalInputs.map(n => `${n}: …`).join(', ')}` : '';
  const ask: Readonly<Record<Ability, () => string[]>> = {
    loss: () => [inputs, ...alternatives].map((names, i) => `loss(${name}, ${written(names)}${i === 0 ? extra : ''})`),
    optimum: () => [`optimal(${name}, C${extra})`, `optimal(${name}, loss: …)`],
    allocation: () => [`optimal(${name}, C)`],
    hyperparameters: () => [`hyperparameters(${name}, …)`],
    error: () => [`error(${name}, N, D)`],
    schedule: () => [`schedule_loss(${name}, "cosine")`],
    transfer: () => [`transferred_data(${name}, N, D)`],
  };
  const uncertain = law.errors ? [`uncertain(${name})`] : [];
  return [...law.abilities.flatMap(ability => ask[ability]()), ...uncertain];
}
