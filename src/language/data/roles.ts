import * as l10n from '@vscode/l10n';
import { ScaleError } from '../errors';
import type { List, Table } from '../values/value';

/** What a column of a table of runs stands for, whatever it is called. */
export type Role =
  | 'N'
  | 'D'
  | 'C'
  | 'loss'
  | 'step'
  | 'run'
  | 'confidence'
  | 'correct'
  | 'label'
  | 'predicted'
  | 'weight';

/** Usual spellings, the surest first. Compared without case, spaces, dots, slashes, dashes and underscores. */
const SPELLINGS: Readonly<Record<Role, readonly string[]>> = {
  N: [
    'n',
    'params',
    'parameters',
    'nparams',
    'numparams',
    'numparameters',
    'modelsize',
    'size',
    'nonembeddingparams',
    'totalparams',
  ],
  D: ['d', 'tokens', 'ntokens', 'numtokens', 'trainingtokens', 'traintokens', 'tokensseen', 'totaltokens', 'data'],
  C: ['c', 'flops', 'flop', 'compute', 'trainingflops', 'trainflops', 'trainingcompute', 'totalflops', 'budget'],
  loss: [
    'l',
    'loss',
    'valloss',
    'evalloss',
    'validationloss',
    'testloss',
    'finalloss',
    'trainloss',
    'trainingloss',
    'nll',
    'crossentropy',
    'ce',
  ],
  step: ['step', 'steps', 'globalstep', 'trainstep', 'iteration', 'iter', 'update'],
  run: ['run', 'runname', 'runid', 'name', 'model', 'config', 'experiment', 'id', 'group'],
  confidence: ['confidence', 'conf', 'probability', 'prob', 'p', 'score', 'maxprob'],
  correct: ['correct', 'iscorrect', 'right', 'hit', 'outcome', 'acc', 'accuracy'],
  label: ['truelabel', 'label', 'target', 'gold', 'answer', 'ytrue', 'truth', 'class'],
  predicted: ['predlabel', 'predictedlabel', 'prediction', 'predicted', 'pred', 'ypred', 'output'],
  weight: ['weight', 'weights', 'w'],
};

const WORDS: Readonly<Record<Role, string>> = {
  N: 'N, params or parameters',
  D: 'D or tokens',
  C: 'C or flops',
  loss: 'loss or L',
  step: 'step',
  run: 'run',
  confidence: 'confidence',
  correct: 'correct',
  label: 'label or true_label',
  predicted: 'prediction or pred_label',
  weight: 'weight',
};

const simple = (name: string): string => name.toLowerCase().replace(/[\s._/\\-]+/g, '');

/** The name of the column that plays a role; `undefined` where none does. */
export function findRole(table: Table, role: Role): string | undefined {
  const byName = new Map([...table.columns.keys()].reverse().map(name => [simple(name), name]));
  for (const spelling of SPELLINGS[role]) {
    const found = byName.get(spelling);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The column that plays a role, or that is named; a missing one is an error that names what was looked for. */
export function roleColumn(table: Table, role: Role, named?: string): List {
  const name = named ?? findRole(table, role);
  const column = name === undefined ? undefined : table.columns.get(name);
  if (column) return column;
  throw new ScaleError(
    'missing-column',
    l10n.t(
      'The table needs a column for {0} (called {1}), and has {2}.',
      role,
      named ?? WORDS[role],
      [...table.columns.keys()].join(', '),
    ),
    undefined,
    l10n.t('Rename one with derive, or name it in the call.'),
  );
}
