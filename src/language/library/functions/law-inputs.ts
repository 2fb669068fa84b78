import * as l10n from '@vscode/l10n';
import type { Law, LossInputs } from '../../../science/laws/law';
import { allLaws } from '../../../science/laws/laws';
import { lossOf } from '../../../science/laws/verbs/loss';
import { ScaleError } from '../../errors';
import type { Context } from '../context';
import { maybe, number, type Parameter, positive, quiet } from '../parameter';

/** How a law is called in a notebook: `laws.epoch`, or `fit`. */
export const lawName = (asked: Law): string => (asked.name === 'fit' ? l10n.t('the fit') : `laws.${asked.name}`);

/** A share from 0 up to, but not including, 1. */
const share = (doc: string): Parameter<number> => {
  const base = number(doc);
  return {
    ...base,
    type: 'share',
    convert: value => {
      const n = base.convert(value);
      if (n >= 0 && n < 1) return n;
      throw new ScaleError(
        'bad-argument',
        l10n.t('This must be from 0 up to, but not including, 1, and it is {0}.', n),
      );
    },
  };
};

const extra = (parameter: Parameter<number>): Parameter<number | undefined> => quiet(maybe(parameter));

/** Inputs beyond N, D and C that some laws take. Each law takes only its own. */
export const lawInputs = {
  unique: extra(positive('tokens', 'Unique tokens; the rest of D is repeats (laws.muennighoff).')),
  experts: extra(positive('', 'Number of experts (laws.clark, laws.ludziejewski).')),
  granularity: extra(positive('', 'How many times narrower an expert is than the dense layer (laws.krajewski).')),
  sparsity: extra(share('Share of the experts that a token does not visit (laws.abnar).')),
  precision: extra(positive('', 'Bits of weights, activations and cache in training (laws.kumar).')),
  weights: extra(positive('', 'Bits of the weights, where they differ from `precision` (laws.kumar).')),
  activations: extra(positive('', 'Bits of the activations, where they differ from `precision` (laws.kumar).')),
  cache: extra(positive('', 'Bits of the key-value cache, where they differ from `precision` (laws.kumar).')),
  post: extra(positive('', 'Bits after quantising the trained model (laws.kumar).')),
} satisfies Record<string, Parameter<number | undefined>>;

/** Inputs that only a loss has: they leave nothing to divide a budget by. */
export const lossInputs = {
  ...lawInputs,
  steps: extra(positive('', 'Steps at a batch far above the critical one, S_min (laws.kaplan with N).')),
  x: extra(positive('', 'Where the curve is read (laws.bnsl).')),
  a: extra(number('Limit of the curve (laws.bnsl).')),
  b: extra(number('Scale of the first power law (laws.bnsl).')),
  ...Object.fromEntries(
    ['c0', ...[1, 2, 3].flatMap(i => [`c${i}`, `d${i}`, `f${i}`])].map(name => [name, extra(number(bnslText(name)))]),
  ),
} satisfies Record<string, Parameter<number | undefined>>;

function bnslText(name: string): string {
  const [letter, at] = [name[0], name[1]];
  if (name === 'c0') return 'Slope of the first power law (laws.bnsl).';
  if (letter === 'c') return `How much steeper the curve is behind break ${at} (laws.bnsl).`;
  if (letter === 'd') return `Where break ${at} is (laws.bnsl).`;
  return `How gradual break ${at} is: smaller is sharper (laws.bnsl).`;
}

/** Everything that a law's loss can be given. */
export const takenBy = ({ form }: Law): ReadonlySet<string> =>
  new Set([...form.inputs, ...(form.alternatives ?? []).flat(), ...(form.optionalInputs ?? [])]);

export type Given = Readonly<Record<string, number | undefined>>;

const isGiven = (entry: [string, number | undefined]): entry is [string, number] => entry[1] !== undefined;

/** The inputs that are there. */
export const inputsOf = (given: Given): LossInputs => Object.fromEntries(Object.entries(given).filter(isGiven));

const SIZES: readonly string[] = ['N', 'D', 'C', 'loss'];

/** The inputs that are there; a sentence about the first that the law has no use for. */
export function inputsFor(asked: Law, given: Given): LossInputs {
  const inputs = inputsOf(given);
  const taken = takenBy(asked);
  const useless = Object.keys(inputs).find(name => !SIZES.includes(name) && !taken.has(name));
  if (useless === undefined) return inputs;
  const others = allLaws()
    .filter(law => takenBy(law).has(useless))
    .map(law => `laws.${law.name}`);
  throw new ScaleError(
    'law-takes-not',
    l10n.t(
      '{0} takes no `{1}`: its answer depends on {2}. Leave `{1}` out, or ask {3}.',
      lawName(asked),
      useless,
      taken.size > 0 ? [...taken].join(', ') : 'C',
      others.slice(0, 3).join(', '),
    ),
  );
}

/** The inputs that a law takes, and no others: for asking several laws the same question. */
export function inputsTaken(asked: Law, given: Given): LossInputs {
  const taken = takenBy(asked);
  return Object.fromEntries(
    Object.entries(inputsOf(given)).filter(([name]) => SIZES.includes(name) || taken.has(name)),
  );
}

/** Says which of N, D and C did not enter a loss, so that nobody reads an answer to another question. */
export function noteUnused(context: Context, asked: Law, inputs: LossInputs): void {
  const unused = ['N', 'D', 'C'].filter(name => inputs[name] !== undefined && !enters(asked, inputs, name));
  if (unused.length === 0) return;
  context.note({
    tone: 'info',
    key: `unused ${asked.name}`,
    text: l10n.t(
      '{0} did not enter: {1} answered from {2}.',
      unused.join(', '),
      lawName(asked),
      Object.keys(inputs)
        .filter(name => !unused.includes(name))
        .join(', '),
    ),
  });
}

function enters(asked: Law, inputs: LossInputs, name: string): boolean {
  const { [name]: _, ...others } = inputs;
  try {
    return lossOf(asked, others) !== lossOf(asked, inputs);
  } catch {
    // Without it there is no answer.
    return true;
  }
}
