import * as l10n from '@vscode/l10n';
import { ScienceError } from '../../errors';
import type { Excluded } from '../certificate';
import type { Observations } from '../problem';
import { relabel } from '../search/thin';
import { type ExportKind, normaliseExport } from './exports';
import { type RawColumns, toNumbers } from './numbers';
import { candidates, guessColumns, type Mapping, type Role, spellingsOf, withoutEmbeddings } from './roles';
import { convertLoss, type LossUnit, unitOfName, words } from './units';
import { type DataWarning, warningsOf } from './warnings';

export interface PrepareOptions {
  /** Columns that the form needs: its `columns`. */
  readonly needs: readonly string[];
  readonly response?: 'loss' | 'accuracy';
  /** Roles of columns where the guess would be wrong. */
  readonly mapping?: Mapping;
  /** Unit of the loss column; told by its name, else nats per token. Fits work in nats. */
  readonly unit?: LossUnit;
  readonly bytesPerToken?: number;
  /** Column whose equal values belong together in a bootstrap; `run` where steps of one run are rows. */
  readonly cluster?: string;
}

/** Runs ready to fit, with everything that was assumed on the way. */
export interface Prepared {
  readonly data: Observations;
  /** Which column plays which role. */
  readonly mapping: Mapping;
  /** What was guessed, derived or converted, as sentences. */
  readonly assumptions: readonly string[];
  readonly warnings: readonly DataWarning[];
  readonly excluded: readonly Excluded[];
  readonly kind: ExportKind;
  readonly lossUnit: LossUnit;
}

/** Reads runs from the columns of a table. Throws a sentence where a column is missing or no row is usable. */
export function prepareRuns(raw: RawColumns, options: PrepareOptions): Prepared {
  const { response: wanted = 'loss', needs } = options;
  const { kind, columns } = normaliseExport(raw);
  const names = Object.keys(columns);
  const unknown = Object.entries(options.mapping ?? {}).find(([, column]) => !names.includes(column));
  if (unknown) {
    throw new ScienceError(
      'missing-column',
      l10n.t('There is no column {0} for {1}. There are {2}.', unknown[1], unknown[0], names.join(', ')),
    );
  }
  const custom = Object.fromEntries(needs.filter(name => names.includes(name)).map(name => [name, name]));
  const mapping = guessColumns(names, { ...custom, ...options.mapping });
  const assumptions = describeGuesses(mapping, custom, options.mapping ?? {}, [...needs, wanted]);
  const doubts = ambiguous(names, mapping, options.mapping ?? {}, [...needs, wanted]);
  const read = readerOf(columns, mapping, assumptions);
  const found: Record<string, Float64Array> = {};
  for (const name of new Set([...needs, ...['N', 'D', 'C'].filter(role => mapping[role as Role])])) {
    const values = read(name);
    if (values) found[name] = values;
    else if (needs.includes(name)) throw missing(name, names);
  }
  const values = read(wanted);
  if (!values) throw missing(wanted, names);
  const lossUnit = options.unit ?? (mapping.loss ? unitOfName(mapping.loss) : 'nats_per_token');
  const response = wanted === 'loss' ? toNats(values, lossUnit, options.bytesPerToken, assumptions) : values;
  const weight = mapping.weight ? toNumbers(columns[mapping.weight]) : undefined;

  const { kept, excluded } = usableRows(found, needs, response, wanted, weight, mapping);
  if (kept.length === 0) {
    throw new ScienceError(
      'no-rows',
      l10n.t(
        'None of the {0} rows can be used: {1}.',
        response.length,
        excluded[0]?.reason ?? l10n.t('there are none'),
      ),
    );
  }
  const take = (source: Float64Array) => Float64Array.from(kept, i => source[i]);
  const cluster = options.cluster ?? (mapping.step && mapping.run ? mapping.run : undefined);
  if (cluster !== undefined && !names.includes(cluster)) throw missing('run', names);
  const data: Observations = {
    columns: Object.fromEntries(Object.entries(found).map(([name, source]) => [name, take(source)])),
    response: take(response),
    ...(weight && { weights: take(weight) }),
    ...(cluster && { clusters: relabel(kept.map(i => String(columns[cluster][i]))) }),
    rows: Int32Array.from(kept, i => i + 1),
  };
  return {
    data,
    mapping,
    assumptions,
    warnings: [...doubts, ...warningsOf(data, mapping, wanted === 'loss' ? lossUnit : undefined)],
    excluded,
    kind,
    lossUnit,
  };
}

/** Reads a role from its column, or derives it: D from C / 6N or steps, unique tokens from epochs. */
function readerOf(columns: RawColumns, mapping: Mapping, assumptions: string[]) {
  const direct = (role: string): Float64Array | undefined => {
    const name = mapping[role as Role] ?? (role in columns ? role : undefined);
    return name === undefined ? undefined : toNumbers(columns[name]);
  };
  const derive = (role: string): Float64Array | undefined => {
    const [N, D, C] = ['N', 'D', 'C'].map(direct);
    const [step, batch, epochs] = ['step', 'batch_tokens', 'epochs'].map(direct);
    if (role === 'D' && step && batch) {
      assumptions.push(l10n.t('D is step times {0}.', mapping.batch_tokens ?? ''));
      return step.map((s, i) => s * batch[i]);
    }
    if (role === 'D' && N && C) {
      assumptions.push(l10n.t('D is C / 6N.'));
      return C.map((c, i) => c / (6 * N[i]));
    }
    if (role === 'N' && D && C) {
      assumptions.push(l10n.t('N is C / 6D.'));
      return C.map((c, i) => c / (6 * D[i]));
    }
    if (role === 'C' && N && D) {
      assumptions.push(l10n.t('C is 6ND.'));
      return N.map((n, i) => 6 * n * D[i]);
    }
    if (role === 'unique' && D && epochs) {
      assumptions.push(l10n.t('Unique tokens are D divided by epochs.'));
      return D.map((d, i) => d / Math.max(1, epochs[i]));
    }
    if (role === 'unique' && D) {
      assumptions.push(l10n.t('All tokens are taken as unique.'));
      return D;
    }
    return undefined;
  };
  return (role: string) => direct(role) ?? derive(role);
}

/** What sizes and compute may be derived from. */
const SIZES: readonly string[] = ['N', 'D', 'C', 'step', 'batch_tokens', 'epochs'];

/** One sentence on which column plays which role, where the names differ. */
function describeGuesses(mapping: Mapping, custom: Mapping, given: Mapping, used: readonly string[]): string[] {
  const ofSizes = used.some(role => SIZES.includes(role));
  const told = new Set([...used, ...(ofSizes ? SIZES : []), 'run', 'weight']);
  const guessed = Object.entries(mapping).filter(
    ([role, column]) => told.has(role) && !given[role as Role] && !custom[role as Role] && column !== role,
  );
  const pairs = guessed.map(([role, column]) => l10n.t('{0} from {1}', role, column)).join(', ');
  const found = guessed.length > 0 ? [l10n.t('Columns by their names: {0}.', pairs)] : [];
  if (mapping.N && withoutEmbeddings(mapping.N)) {
    found.push(l10n.t('N counts no embeddings ({0}): the law holds for such counts only.', mapping.N));
  }
  return found;
}

/** Roles that several columns could play: the choice is told, since another one gives another law. */
function ambiguous(names: readonly string[], mapping: Mapping, given: Mapping, used: readonly string[]): DataWarning[] {
  return used.flatMap((role): DataWarning[] => {
    const chosen = mapping[role as Role];
    if (chosen === undefined || given[role as Role] !== undefined || chosen === role) return [];
    const others = candidates(names, role as Role).filter(
      name => name !== chosen && !Object.values(mapping).includes(name),
    );
    if (others.length === 0) return [];
    return [
      {
        code: 'ambiguous',
        rows: [],
        text: l10n.t(
          '{0} could be {1} or {2}: {1} is taken. Name another with the argument `columns`.',
          role,
          chosen,
          others.join(', '),
        ),
      },
    ];
  });
}

function toNats(
  values: Float64Array,
  unit: LossUnit,
  bytesPerToken: number | undefined,
  assumptions: string[],
): Float64Array {
  const target = unit.endsWith('byte') && bytesPerToken === undefined ? 'nats_per_byte' : 'nats_per_token';
  if (unit !== target) assumptions.push(l10n.t('Losses are converted from {0} to {1}.', words(unit), words(target)));
  return convertLoss(values, unit, target, bytesPerToken);
}

function usableRows(
  columns: Readonly<Record<string, Float64Array>>,
  needs: readonly string[],
  response: Float64Array,
  wanted: 'loss' | 'accuracy',
  weight: Float64Array | undefined,
  mapping: Mapping,
): { readonly kept: number[]; readonly excluded: Excluded[] } {
  const kept: number[] = [];
  const excluded: Excluded[] = [];
  const label = (role: string) => mapping[role as Role] ?? role;
  for (let i = 0; i < response.length; i++) {
    const faults = [...needs, wanted].flatMap(name => {
      const value = name === wanted ? response[i] : columns[name][i];
      if (Number.isNaN(value)) return [l10n.t('{0} is missing or no number', label(name))];
      if (!Number.isFinite(value)) return [l10n.t('{0} is infinite', label(name))];
      if (name !== 'accuracy' && value <= 0) return [l10n.t('{0} is not positive ({1})', label(name), String(value))];
      return [];
    });
    if (weight && !(weight[i] >= 0)) faults.push(l10n.t('the weight is negative or missing'));
    if (weight?.[i] === 0) faults.push(l10n.t('the weight is zero'));
    if (faults.length > 0) excluded.push({ row: i + 1, reason: faults.join(', ') });
    else kept.push(i);
  }
  return { kept, excluded };
}

function missing(role: string, names: readonly string[]): ScienceError {
  return new ScienceError(
    'missing-column',
    l10n.t(
      'The runs have no column for {0}. Usual names are {1}; the table has {2}.',
      role,
      [...new Set([role, ...spellingsOf(role)])].join(', '),
      names.join(', '),
    ),
  );
}
