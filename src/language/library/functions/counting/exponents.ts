import * as l10n from '@vscode/l10n';
import {
  computeWithoutEmbeddings,
  fittedExponent,
  localExponent,
  nonEmbeddingFromTotal,
  PEARCE_OMEGA,
  totalFromNonEmbedding,
} from '../../../../science/counting/pearce';
import { porianCitation, porianSteps } from '../../../../science/counting/porian';
import { ScienceError } from '../../../../science/errors';
import { epoch } from '../../../../science/laws/published/epoch';
import { ScaleError } from '../../../errors';
import { centralValue, isScalar } from '../../../evaluate/operators';
import { inUnit, record, table } from '../../../values/make';
import { type LawValue, plain } from '../../../values/value';
import { sourceText } from '../../collections/sourcing';
import { type FunctionEntry, signature } from '../../entry';
import { optional, positive } from '../../parameter';
import { intervalOf, law } from '../../parameters';
import { lawName } from '../law-inputs';

const omega = optional(
  positive('', 'Parameters of the embeddings are ω × (other parameters)^(1/3): vocabulary and shapes of Chinchilla.'),
  PEARCE_OMEGA,
  String(PEARCE_OMEGA),
);
const counted = optional(
  law('A law in total parameters, of the form of Chinchilla.'),
  { kind: 'law', law: epoch } as LawValue,
  'laws.epoch',
);

export const exponentFunctions: readonly FunctionEntry[] = [
  {
    name: 'exponent_without_embeddings',
    group: 'compute',
    summary:
      'The exponent of N against compute that one finds when neither counts embeddings, though the loss follows total parameters.',
    details:
      'Pearce and Song’s explanation of why Kaplan found 0.73: with few parameters the embeddings are most of the model, and leaving them out bends the line. With `N` the slope at that size; with a range the slope of one power law through all of it.',
    signatures: [
      signature(
        { N: positive('params', 'Parameters without embeddings.'), law: counted, omega },
        'number',
        ({ N, law: { law: asked }, omega: w }) => {
          needChinchilla(asked);
          return localExponent(asked.constants, N, w);
        },
      ),
      signature(
        { N: intervalOf('Range of parameters without embeddings, as `790..1.5B`.'), law: counted, omega },
        'number',
        ({ N, law: { law: asked }, omega: w }) => {
          needChinchilla(asked);
          const [low, high] = [plain(N.low), plain(N.high)];
          if (
            !isScalar(low) ||
            !isScalar(high) ||
            !(centralValue(low) > 0) ||
            !(centralValue(high) > centralValue(low))
          )
            throw new ScaleError(
              'bad-argument',
              l10n.t('A range goes from a positive number to a larger one, as `790..1.5B`.'),
            );
          return fittedExponent(asked.constants, [centralValue(low), centralValue(high)], w);
        },
      ),
    ],
    examples: ['exponent_without_embeddings(790..1.58B)', 'exponent_without_embeddings([1M, 100M, 10B])'],
    sources: ['pearce2024', 'kaplan2020'],
  },
  {
    name: 'without_embeddings',
    group: 'compute',
    summary: 'Parameters without embeddings of a model with so many in all, by Pearce and Song’s rule.',
    details: '`N_total = N + ω N^(1/3)`, fitted to Chinchilla’s shapes. `params(model)` counts a known architecture.',
    signatures: [
      signature({ N: positive('params', 'Total parameters.'), omega }, 'quantity in params', ({ N, omega: w }) =>
        inUnit(nonEmbeddingFromTotal(N, w), 'params'),
      ),
    ],
    examples: ['without_embeddings(100M)'],
    sources: ['pearce2024'],
  },
  {
    name: 'with_embeddings',
    group: 'compute',
    summary: 'Total parameters of a model with so many outside its embeddings, by Pearce and Song’s rule.',
    signatures: [
      signature(
        { N: positive('params', 'Parameters without embeddings.'), omega },
        'quantity in params',
        ({ N, omega: w }) => inUnit(totalFromNonEmbedding(N, w), 'params'),
      ),
    ],
    examples: ['with_embeddings(85M)'],
    sources: ['pearce2024'],
  },
  {
    name: 'optimum_without_embeddings',
    group: 'compute',
    summary: 'The compute 6ND, both without embeddings, at which a size without embeddings is optimal.',
    signatures: [
      signature(
        { N: positive('params', 'Parameters without embeddings.'), law: counted, omega },
        '{N, C}',
        ({ N, law: { law: asked }, omega: w }) => {
          needChinchilla(asked);
          return record({
            N: inUnit(N, 'params'),
            C: inUnit(computeWithoutEmbeddings(asked.constants, N, w), 'FLOP'),
          });
        },
      ),
    ],
    examples: ['optimum_without_embeddings(100M)'],
    sources: ['pearce2024'],
  },
  {
    name: 'porian_steps',
    group: 'compute',
    summary:
      'How the fitted exponent of N against compute falls from Kaplan’s to Chinchilla’s, correction by correction.',
    details:
      'Measured on RefinedWeb by Porian et al. 2024; each step keeps those above it. `N_at_chinchilla` extrapolates the fit to 5.88e23 FLOP.',
    signatures: [
      signature({}, 'table', () =>
        table(
          {
            step: porianSteps.map(s => s.step),
            why: porianSteps.map(s => s.why),
            exponent: Float64Array.from(porianSteps, s => s.exponent),
            low: Float64Array.from(porianSteps, s => s.interval[0]),
            high: Float64Array.from(porianSteps, s => s.interval[1]),
            N_at_chinchilla: porianSteps.map(s => inUnit(s.extrapolated, 'params')),
          },
          { title: l10n.t('From Kaplan’s exponent to Chinchilla’s'), source: sourceText(porianCitation) },
        ),
      ),
    ],
    examples: ['porian_steps()'],
    sources: ['porian2024'],
  },
];

function needChinchilla(asked: LawValue['law']): void {
  if (asked.form.name === 'chinchilla') return;
  throw new ScienceError(
    'law-cannot',
    l10n.t(
      'This needs a law of the form E + A/N^alpha + B/D^beta, and {0} has another. Use laws.chinchilla, laws.epoch or a fit of that form.',
      lawName(asked),
    ),
  );
}
