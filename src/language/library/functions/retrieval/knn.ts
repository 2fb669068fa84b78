import * as l10n from '@vscode/l10n';
import { checkDimensions, queriesFromLines, queriesFromNpy } from '../../../../science/retrieval/files/user-store';
import type { Query } from '../../../../science/retrieval/knn';
import { ScaleError } from '../../../errors';
import type { View } from '../../../values/value';
import type { Context } from '../../context';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, number, optional, quiet } from '../../parameter';
import { oneOf, text } from '../../parameters';
import { knnAnswer } from './answer';
import { qualityOf, type Search, searched, textQueries } from './search';
import { models, type Searched, type StoreState, stores } from './state';
import { textOf, textOrFile } from './texts';
import { fromLines, naming, npyOf, readUserFile, type UserFile } from './user-files';

const options = {
  k: optional(count('Neighbours; all keys where there are fewer.', 1), 1024, '1024'),
  lambda: optional(number('Weight of the neighbours, 0 to 1.'), 0.25, '0.25'),
  index: optional(oneOf<'exact' | 'ivf'>(['exact', 'ivf'], 'How neighbours are searched.'), 'exact', '"exact"'),
  probes: quiet(optional(count('Lists that the approximate index looks into.', 1), 16, '16')),
  lists: quiet(maybe(count('Lists of the approximate index; about the root of the number of keys if left out.', 1))),
  temperature: quiet(optional(number('Distances are divided by it; the paper has none.'), 1, '1')),
};

type Options = Omit<Search, 'k'> & { readonly k: number; readonly lambda: number };

/** Most neighbours of one position: each is weighed. */
const MOST_NEIGHBOURS = 100_000;

function answer(
  state: StoreState,
  asked: Options,
  from: readonly unknown[],
  make: () => { queries: readonly Query[]; gram?: number },
  context: Context,
): View {
  if (!(asked.lambda >= 0 && asked.lambda <= 1))
    throw new ScaleError('bad-argument', l10n.t('"lambda" must lie between 0 and 1; it is {0}.', asked.lambda));
  if (asked.k > MOST_NEIGHBOURS)
    throw new ScaleError('too-large', l10n.t('"k" may be {0} at most.', MOST_NEIGHBOURS.toLocaleString('en-US')));
  const search = { ...asked, k: Math.min(asked.k, state.store.size) };
  // Kept by the statement: it runs again when a file that it reads later has come.
  const found: Searched = context.await(async () => searched(state, search, from, make, context));
  const quality = context.await(async () => qualityOf(state, search, found.queries, context));
  return knnAnswer(state, found, search, quality, context);
}

export const knnLm: FunctionEntry = {
  name: 'knn_lm',
  group: 'retrieval',
  summary: 'kNN-LM: p = λ·p_kNN + (1 − λ)·p_LM over the nearest keys of a datastore, on held-out text.',
  details: `Squared L2 distance with exp(−d), as in Khandelwal et al. (2020). Perplexity of the model alone, of the mixture, and of an interpolated modified Kneser–Ney 3-gram of the model’s training text on the same tokens; λ and k are swept; tokens that gain or lose most are shown with their neighbours in context; published results stand beside.

\`index: "ivf"\` searches approximately (an inverted file), and shows its recall against exact search.

The second way evaluates a real model from files: the keys (m, d) of held-out positions, the target tokens (m), and the natural logarithms of p_LM(target) (m), as \`.npy\`; or one \`.jsonl\` with a line each: \`{"key": […], "token": 318, "logprob": -2.4}\`.`,
  signatures: [
    signature(
      {
        lm: models.parameter('language model', 'A model from train_lm.'),
        store: stores.parameter('datastore', 'A datastore of the same model.'),
        text: textOrFile('What to evaluate on.'),
        ...options,
      },
      'view with perplexity, perplexity_lm, perplexity_3gram, gain, best, sweep, gains',
      ({ lm, store, text: given, ...asked }, context) => {
        if (store.lm !== lm)
          throw new ScaleError(
            'bad-argument',
            l10n.t(
              'This datastore holds keys of another model, to which distances mean nothing: build it with this one.',
            ),
          );
        const whole = textOf(context, given);
        return answer(store, asked, [lm, whole], () => textQueries(lm, whole), context);
      },
    ),
    signature(
      {
        store: stores.parameter('datastore', 'A datastore of a model of your own.'),
        keys: text('Keys of held-out positions: an .npy file, or a .jsonl file that holds all.'),
        targets: maybe(text('The token at each position: an .npy file.')),
        logprobs: maybe(text('log p_LM of each target, natural logarithm: an .npy file.')),
        ...options,
      },
      'view with perplexity, perplexity_lm, gain, best, sweep, gains',
      ({ store, keys: path, targets, logprobs, ...asked }, context) => {
        const files = [path, targets, logprobs].flatMap(name =>
          name === undefined ? [] : [readUserFile(context, name)],
        );
        const make = () => {
          const queries = userQueries(files);
          naming(files.slice(0, 1), () => checkDimensions(queries, store.store));
          return { queries };
        };
        return answer(
          store,
          asked,
          files.map(file => file.digest),
          make,
          context,
        );
      },
    ),
  ],
  examples: [],
  sources: ['knnlm'],
};

function userQueries(files: readonly UserFile[]): readonly Query[] {
  const [keys, targets, logs] = files;
  if (keys?.format === 'jsonl') {
    if (targets)
      throw new ScaleError(
        'bad-argument',
        l10n.t('"{0}" holds tokens and log-probabilities itself: leave the other files out.', keys.path),
      );
    return fromLines(keys, queriesFromLines);
  }
  if (!keys || !targets || !logs)
    throw new ScaleError(
      'missing-argument',
      l10n.t('Keys in an .npy file need `targets: "targets.npy"` and `logprobs: "logprobs.npy"` beside them.'),
    );
  return naming(files, () => queriesFromNpy(npyOf(keys), npyOf(targets), npyOf(logs)));
}
