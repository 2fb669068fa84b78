import * as l10n from '@vscode/l10n';
import { chooseArchitecture } from '../../../../science/planning/architecture/choose';
import { usualShape } from '../../../../science/planning/architecture/practice';
import { settleExperts } from '../../../../science/planning/defaults';
import { architectureFields } from '../../../../science/planning/fields';
import type { RecordValue } from '../../../values/value';
import { type FunctionEntry, signature } from '../../entry';
import { count, maybe, optional, positive, quiet } from '../../parameter';
import { boolean } from '../../parameters';
import { experts } from './arguments';
import { architectureRecord } from './plan-value';
import { central } from './quantities';

export const shapeFunctions: readonly FunctionEntry[] = [
  {
    name: 'architecture',
    group: 'planning',
    summary: 'A transformer shape of so many parameters, near published practice.',
    details:
      'Width over layers as the published dense decoders of the size have it, heads of 128 (64 in narrow models), feed-forward of 8/3 × width with a gate, 3.5 × where heads share keys, 4 × without. The parameters counted from the shape are within 2% of N.',
    signatures: [
      signature(
        {
          N: central(positive('params', 'Parameters; of experts those that a token passes through.')),
          vocab: optional(count('Size of the vocabulary.'), 32000, '32K'),
          context: optional(positive('tokens', 'Tokens in a sequence.'), usualShape.context, '4096'),
          kv_heads: maybe(count('Heads of keys and values: 8 in wide models if left out.', 1)),
          glu: optional(boolean('Gated feed-forward (SwiGLU).'), usualShape.glu, 'true'),
          tied: optional(boolean('Input and output embeddings are one matrix.'), usualShape.tied, 'true'),
          experts: quiet(maybe(experts)),
        },
        '{layers, width, heads, kv_heads, ffn, vocab, params, …}',
        ({ N, kv_heads, experts: asked, ...options }) => {
          const routed = settleExperts({ experts: asked });
          const chosen = chooseArchitecture(N, { ...options, kvHeads: kv_heads, experts: routed });
          const found = architectureRecord(architectureFields(chosen)) as RecordValue;
          return { ...found, title: l10n.t('A shape near published practice') };
        },
      ),
    ],
    examples: ['architecture(70B)', 'architecture(7B, vocab: 128K, kv_heads: 8)'],
    sources: ['hoffmann2022', 'llama1', 'llama3'],
  },
];
