/** What a column of runs can be. */
export type Role =
  | 'N'
  | 'D'
  | 'C'
  | 'loss'
  | 'accuracy'
  | 'unique'
  | 'epochs'
  | 'experts'
  | 'step'
  | 'run'
  | 'batch_tokens'
  | 'weight';

/**
 * Usual spellings by role, most telling first, in lower case without separators. Prefixes of trackers (`train/`,
 * `summary.`, `metrics.`, `config.`) are cut off before comparing.
 */
const SPELLINGS: Readonly<Record<Role, readonly string[]>> = {
  N: [
    ...[
      'n',
      'params',
      'parameters',
      'nparams',
      'nparameters',
      'numparams',
      'numparameters',
      'totalparams',
      'paramcount',
    ],
    ...[
      'parametercount',
      'modelsize',
      'size',
      'nonembeddingparams',
      'paramsnonembedding',
      'nnonembedding',
      'activeparams',
    ],
    ...['nnonemb', 'paramsnoembed', 'numnonembeddingparams', 'modelparams', 'trainableparams'],
  ],
  D: [
    ...[
      'd',
      'tokens',
      'ntokens',
      'numtokens',
      'traintokens',
      'trainingtokens',
      'totaltokens',
      'tokensseen',
      'tokensprocessed',
    ],
    ...['datasize', 'datasettokens', 'consumedtokens', 'tokenstrained'],
  ],
  C: [
    'c',
    'flops',
    'flop',
    'compute',
    'trainflops',
    'trainingflops',
    'totalflops',
    'trainingcompute',
    'budget',
    'numflops',
  ],
  loss: [
    ...[
      'l',
      'loss',
      'finalloss',
      'evalloss',
      'valloss',
      'validationloss',
      'testloss',
      'valid',
      'trainloss',
      'crossentropy',
    ],
    ...[
      'celoss',
      'nll',
      'lmloss',
      'c4valloss',
      'pilevalloss',
      'perplexity',
      'ppl',
      'valppl',
      'evalppl',
      'bpb',
      'bitsperbyte',
    ],
    ...['bpt', 'bitspertoken', 'bpc', 'bits'],
  ],
  accuracy: ['accuracy', 'acc', 'score', 'evalaccuracy', 'valaccuracy', 'testaccuracy', 'taskaccuracy', 'exactmatch'],
  unique: ['unique', 'uniquetokens', 'u', 'ud', 'nuniquetokens', 'datasetuniquetokens', 'uniquedata'],
  epochs: ['epochs', 'epoch', 'nepochs', 'repeats', 'passes'],
  experts: ['experts', 'nexperts', 'numexperts', 'expertcount', 'e'],
  step: ['step', 'steps', 'globalstep', 'iteration', 'iter', 'trainstep', 'nsteps'],
  run: ['run', 'name', 'runname', 'runid', 'id', 'model', 'experiment', 'config', 'displayname'],
  batch_tokens: [
    'batchtokens',
    'tokensperstep',
    'tokensperbatch',
    'batchsizetokens',
    'batchsizeintokens',
    'globalbatchtokens',
  ],
  weight: ['weight', 'weights', 'w', 'sampleweight'],
};

/** A column name as it is compared: without a tracker's prefix, case and separators. */
export function plainName(name: string): string {
  const last = name.replace(/^.*[/.:|]/, '');
  const cut = last === '' ? name : last;
  return cut
    .toLowerCase()
    .replace(/\(.*\)/g, '')
    .replace(/[^a-z0-9]/g, '');
}

/** Whether a name says that parameters are counted without embeddings. */
export function withoutEmbeddings(name: string): boolean {
  return /non[^a-z]*emb|no[^a-z]*emb/i.test(name);
}

/** The column that plays each role, by its name. */
export type Mapping = Partial<Record<Role, string>>;

/**
 * Guesses roles of columns from their names. A validation loss goes before a training loss, a total before a count
 * without embeddings. `given` overrides guesses.
 */
export function guessColumns(names: readonly string[], given: Mapping = {}): Mapping {
  const mapping: Mapping = { ...given };
  const taken = new Set(Object.values(given));
  for (const role of Object.keys(SPELLINGS) as Role[]) {
    if (mapping[role] !== undefined) continue;
    const ranked = names
      .filter(name => !taken.has(name))
      .map(name => ({ name, rank: rankOf(role, name) }))
      .filter(({ rank }) => rank >= 0)
      .sort((a, b) => a.rank - b.rank);
    const best = ranked[0]?.name;
    if (best === undefined) continue;
    mapping[role] = best;
    taken.add(best);
  }
  return mapping;
}

/** Names that could play a role, the most telling first. */
export const candidates = (names: readonly string[], role: Role): string[] =>
  Object.hasOwn(SPELLINGS, role)
    ? names.filter(name => rankOf(role, name) >= 0).sort((a, b) => rankOf(role, a) - rankOf(role, b))
    : [];

/** How well a name fits a role: 0 is best, -1 not at all. */
function rankOf(role: Role, name: string): number {
  const spellings = SPELLINGS[role];
  const whole = spellings.indexOf(name.toLowerCase().replace(/[^a-z0-9]/g, ''));
  const exact = spellings.indexOf(plainName(name));
  const rank = whole >= 0 ? whole : exact;
  if (rank < 0) return -1;
  // `eval/loss` before `train/loss`, whose last part is the same.
  if (role === 'loss' && /train/i.test(name) && plainName(name) === 'loss') return rank + 50;
  return rank;
}

/** A few spellings of a role, for messages that its column is missing; none for what is no role. */
export function spellingsOf(role: string): readonly string[] {
  return Object.hasOwn(SPELLINGS, role) ? SPELLINGS[role as Role].slice(1, 4) : [];
}
