import * as l10n from '@vscode/l10n';
import { datastoreFromLines, datastoreFromNpy } from '../../../../science/retrieval/files/user-store';
import { buildDatastore, type Datastore } from '../../../../science/retrieval/store/datastore';
import { ScaleError } from '../../../errors';
import { record } from '../../../values/make';
import type { RecordValue } from '../../../values/value';
import { type FunctionEntry, signature } from '../../entry';
import { maybe } from '../../parameter';
import { text } from '../../parameters';
import { models, type StoreState, storeState, stores } from './state';
import { textOf, textOrFile } from './texts';
import { fromLines, naming, npyOf, readPieces, readUserFile } from './user-files';

const held = (state: StoreState, title: string): RecordValue =>
  stores.hold(record({ size: state.store.size, dimensions: state.store.dimensions }, { title }), state);

export const datastore: FunctionEntry = {
  name: 'datastore',
  group: 'retrieval',
  summary:
    'What a text says, as keys and values: the representation of each context, and the token that follows. Knowledge without training.',
  details: `The second way takes the keys of a real model from files. An \`.npy\` file holds an array as \`numpy.save\` writes it (float16, float32, float64 or whole numbers; little-endian, C order): keys of shape (n, d) and token ids of shape (n). A \`.jsonl\` file holds both, a line each: \`{"key": [0.12, …], "token": 318}\`. Rows stand in the order of the text, so that neighbours can be shown in their context. An \`.npy\` file may have 1 GiB, a \`.jsonl\` file 256 MiB.

\`\`\`python
# h: hidden states (n, d) of the last layer, ids: the n tokens that follow
numpy.save("keys.npy", h.astype("float16"))
numpy.save("values.npy", ids.astype("int32"))
json.dump([tokenizer.decode([i]) for i in range(len(tokenizer))], open("vocabulary.json", "w"))
\`\`\``,
  signatures: [
    signature(
      {
        lm: models.parameter('language model', 'A model from train_lm.'),
        text: textOrFile('What to look up in; any text.'),
      },
      '{size, dimensions}',
      ({ lm, text: given }, context) => {
        const whole = textOf(context, given);
        const store = context.await(async (): Promise<Datastore> => {
          const tokens = lm.vocabulary.encode(whole);
          return buildDatastore(lm.model, tokens, done =>
            context.progress(done / tokens.length, l10n.t('representing the text')),
          );
        });
        return held(storeState(store, { lm }), l10n.t('Datastore'));
      },
    ),
    signature(
      {
        keys: text('Keys of a model of your own: an .npy file, or a .jsonl file with tokens beside them.'),
        values: maybe(text('The token after each key: an .npy file.')),
        vocabulary: maybe(text('A JSON list of the tokenizer’s pieces by id, to show tokens as text.')),
      },
      '{size, dimensions}',
      ({ keys: path, values, vocabulary }, context) => {
        const keys = readUserFile(context, path);
        const tokens = values === undefined ? undefined : readUserFile(context, values);
        const decode = vocabulary === undefined ? undefined : readPieces(context, vocabulary);
        const store = context.await(async (): Promise<Datastore> => {
          if (keys.format === 'jsonl') {
            if (tokens)
              throw new ScaleError('bad-argument', l10n.t('"{0}" holds the tokens itself: leave `values` out.', path));
            return fromLines(keys, datastoreFromLines);
          }
          if (!tokens)
            throw new ScaleError(
              'missing-argument',
              l10n.t('"{0}" holds keys only: give the token after each as `values: "values.npy"`.', path),
            );
          return naming([keys, tokens], () => datastoreFromNpy(npyOf(keys), npyOf(tokens)));
        });
        return held(storeState(store, decode ? { decode } : {}), l10n.t('Datastore of "{0}"', path));
      },
    ),
  ],
  examples: [],
  sources: ['knnlm'],
};
