import * as l10n from '@vscode/l10n';
import { ScaleError } from '../../errors';
import { equal } from '../../evaluate/equal';
import { applyBinary, centralValue, dimensionOfScalar, isScalar } from '../../evaluate/operators';
import { quantity, toArray } from '../../values/make';
import { plain, type Value } from '../../values/value';
import { type FunctionEntry, signature } from '../entry';
import { maybe, measurable, optional } from '../parameter';
import { anything, boolean, list, text } from '../parameters';

const label = maybe(text('What the control is called; else the name that it defines.'));

export const inputFunctions: readonly FunctionEntry[] = [
  {
    name: 'slider',
    group: 'inputs',
    summary: 'A control for a number: drag it and everything that uses it follows.',
    signatures: [
      signature(
        {
          low: measurable('The least value.'),
          high: measurable('The greatest value.'),
          value: maybe(measurable('The value at first; the middle if left out.')),
          step: maybe(measurable('The step; a hundredth of the way if left out.')),
          log: optional(boolean('Whether equal moves multiply instead of add.'), false, 'false'),
          label,
        },
        'input',
        ({ low, high, value, step, log, label: name }, context) => {
          const dimension = dimensionOfScalar(low);
          const ends = [low, high, ...(value === undefined ? [] : [value]), ...(step === undefined ? [] : [step])];
          for (const end of ends) if (dimensionOfScalar(end) !== dimension) applyBinary('+', low, end);
          const [a, b] = [centralValue(low), centralValue(high)];
          if (!(a < b))
            throw new ScaleError(
              'bad-argument',
              l10n.t('A slider goes from a lower to a higher value, and this one from {0} to {1}.', a, b),
            );
          if (log && !(a > 0))
            throw new ScaleError('bad-argument', l10n.t('A slider with equal ratios starts above zero.'));
          const by = step === undefined ? (log ? (b / a) ** (1 / 400) : (b - a) / 100) : centralValue(step);
          if (!(by > 0)) throw new ScaleError('bad-argument', l10n.t('The step must be above zero.'));
          const initial = value === undefined ? (log ? Math.sqrt(a * b) : (a + b) / 2) : centralValue(value);
          if (initial < a || initial > b)
            throw new ScaleError(
              'bad-argument',
              l10n.t('The value {0} lies outside the slider, which goes from {1} to {2}.', initial, a, b),
            );
          const control = {
            type: 'slider',
            low: a,
            high: b,
            step: by,
            dimension,
            log,
            ...(name === undefined ? {} : { label: name }),
          } as const;
          const input = context.input(control, quantity(initial, dimension));
          const at = plain(input.value);
          // A position from before the slider was edited may lie outside its new ends.
          // It is a plain number in the slider's own unit.
          const kept = isScalar(at) ? Math.min(b, Math.max(a, centralValue(at))) : initial;
          return { ...input, value: quantity(kept, dimension) };
        },
      ),
    ],
    examples: [
      'mfu = slider(0.2, 0.6, 0.4, step: 0.01)',
      'budget = slider(1e20 FLOP, 1e26 FLOP, 1e23 FLOP, log: true)',
    ],
  },
  {
    name: 'choice',
    group: 'inputs',
    summary: 'A control that picks one of a list.',
    signatures: [
      signature(
        {
          options: list('What to choose from.'),
          value: maybe(anything('The one at first; the first of the list if left out.')),
          label,
        },
        'input',
        ({ options, value, label: name }, context) => {
          const all = toArray(options);
          const first = all[0];
          if (first === undefined)
            throw new ScaleError('bad-argument', l10n.t('There is nothing to choose from: the list is empty.'));
          const initial = value === undefined ? first : all.find(o => equal(o, value));
          if (initial === undefined) throw new ScaleError('bad-argument', l10n.t('The value is not one of the list.'));
          const input = context.input(
            { type: 'choice', options: all, ...(name === undefined ? {} : { label: name }) },
            initial,
          );
          // The host remembers the place in the list: values need not be sent around.
          const at = plain(input.value);
          const picked: Value =
            typeof at === 'object' && at !== null && 'kind' in at && at.kind === 'record' && at.fields.has('choice')
              ? (all[Number(at.fields.get('choice'))] ?? initial)
              : initial;
          return { ...input, value: picked };
        },
      ),
    ],
    examples: ['law = choice([laws.epoch, laws.chinchilla], laws.epoch)'],
  },
  {
    name: 'toggle',
    group: 'inputs',
    summary: 'A control that is on or off.',
    signatures: [
      signature(
        { value: optional(boolean('Whether it is on at first.'), false, 'false'), label },
        'input',
        ({ value, label: name }, context) =>
          context.input({ type: 'toggle', ...(name === undefined ? {} : { label: name }) }, value),
      ),
    ],
    examples: ['repeat_data = toggle(true)'],
  },
];
