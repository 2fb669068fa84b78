import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { ScienceError } from '../errors';
import { gopherDecontaminateStage } from './decontaminate/gopher';
import { gpt3DecontaminateStage } from './decontaminate/gpt3';
import { exactDedupStage } from './dedup/exact';
import { minhashDedupStage } from './dedup/minhash/stage';
import { exactSubstringStage } from './dedup/substring/stage';
import { filterHarmfulStage } from './harmful/stage';
import { stripHtmlStage } from './html/strip';
import { filterLanguageStage } from './repair/language';
import { repairStage } from './repair/repair';
import { c4Stage } from './rules/c4';
import { gopherQualityStage } from './rules/gopher-quality';
import { gopherRepetitionStage } from './rules/gopher-repetition';
import type { Stage, StageParams } from './stage';

/** A stage as data, for plan files, workers and other machines. `createStage(stage)` makes an equal stage of any stage. */
export interface StageSpec {
  readonly name: string;
  readonly params: StageParams;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const limit = v.nullable(v.number());
const texts = v.array(v.string());
const ngramLimits = v.array(v.tuple([v.pipe(v.number(), v.integer(), v.minValue(1)), share]));

const schemas = {
  strip_html: v.strictObject({ content: v.optional(v.boolean()) }),
  repair: v.strictObject({ maxUnreadable: v.optional(share) }),
  filter_language: v.strictObject({ languages: v.optional(texts), sample: v.optional(count) }),
  filter_harmful: v.strictObject({ words: v.optional(texts), patterns: v.optional(texts), urls: v.optional(texts) }),
  quality_gopher: v.strictObject({
    rules: v.literal('gopher'),
    minWords: v.optional(limit),
    maxWords: v.optional(limit),
    minMeanWordLength: v.optional(limit),
    maxMeanWordLength: v.optional(limit),
    maxSymbolsPerWord: v.optional(limit),
    maxBulletLines: v.optional(limit),
    maxEllipsisLines: v.optional(limit),
    minAlphabeticWords: v.optional(limit),
    minStopWords: v.optional(limit),
    stopWords: v.optional(texts),
  }),
  quality_c4: v.strictObject({
    rules: v.literal('c4'),
    minSentences: v.optional(count),
    minWordsPerLine: v.optional(count),
    maxWordLength: v.optional(count),
  }),
  filter_repetition: v.strictObject({
    rules: v.literal('gopher'),
    duplicateLines: v.optional(share),
    duplicateParagraphs: v.optional(share),
    duplicateLineCharacters: v.optional(share),
    duplicateParagraphCharacters: v.optional(share),
    topNgrams: v.optional(ngramLimits),
    duplicateNgrams: v.optional(ngramLimits),
  }),
  dedup_text: v.strictObject({ method: v.literal('exact'), compare: v.optional(v.picklist(['text', 'words'])) }),
  dedup_minhash: v.strictObject({
    method: v.literal('minhash'),
    preset: v.optional(v.string()),
    threshold: v.optional(v.number()),
    hashes: v.optional(count),
    ngram: v.optional(count),
    bands: v.optional(count),
    rows: v.optional(count),
    jaccard: v.optional(v.nullable(share)),
    editSimilarity: v.optional(v.nullable(share)),
  }),
  dedup_exact: v.strictObject({
    minTokens: v.optional(count),
    tokenizer: v.optional(v.string()),
    keep: v.optional(v.picklist(['first', 'none'])),
  }),
  decontaminate_gpt3: v.strictObject({
    method: v.literal('gpt3'),
    ngram: v.optional(count),
    window: v.optional(count),
    minPiece: v.optional(count),
    maxPieces: v.optional(count),
    maxDocuments: v.optional(v.nullable(count)),
  }),
  decontaminate_gopher: v.strictObject({
    method: v.literal('gopher'),
    ngram: v.optional(count),
    jaccard: v.optional(share),
  }),
} as const;

/** Checks the parameters of a stage that came from outside. */
function checked<Schema extends v.GenericSchema>(schema: Schema, name: string, params: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, params);
  if (result.success) return result.output;
  const issue = result.issues[0];
  const where = issue.path?.map(item => String(item.key)).join('.') ?? '';
  throw new ScienceError(
    'bad-input',
    l10n.t('The stage "{0}" cannot take its parameter "{1}": {2}.', name, where, issue.message),
  );
}

/** Without the entries that are undefined, so that defaults hold. */
function defined<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}

/**
 * Makes a stage of its specification.
 * @param resource the packed evaluation texts of a `decontaminate` stage (`packEvalIndex`)
 * @throws ScienceError `not-found` for an unknown stage or rule set, `bad-input` for parameters that it cannot take
 */
export async function createStage({ name, params }: StageSpec, resource?: Uint8Array): Promise<Stage> {
  const variant = params.rules ?? params.method;
  switch (name) {
    case 'strip_html':
      return stripHtmlStage(defined(checked(schemas.strip_html, name, params)));
    case 'repair':
      return repairStage(defined(checked(schemas.repair, name, params)));
    case 'filter_language':
      return filterLanguageStage(defined(checked(schemas.filter_language, name, params)));
    case 'filter_harmful':
      return filterHarmfulStage(defined(checked(schemas.filter_harmful, name, params)));
    case 'filter_repetition': {
      const { rules: _rules, ...limits } = defined(checked(schemas.filter_repetition, name, params));
      return gopherRepetitionStage(limits);
    }
    case 'filter_quality':
      if (variant === 'gopher') {
        const { rules: _rules, ...limits } = defined(checked(schemas.quality_gopher, name, params));
        return gopherQualityStage(limits);
      }
      if (variant === 'c4') {
        const { rules: _rules, ...limits } = defined(checked(schemas.quality_c4, name, params));
        return c4Stage(limits);
      }
      throw unknownVariant(name, variant, ['gopher', 'c4']);
    case 'dedup':
      if (variant === 'exact') {
        const { method: _method, ...options } = defined(checked(schemas.dedup_text, name, params));
        return exactDedupStage(options);
      }
      if (variant === 'minhash') {
        const { method: _method, ...request } = defined(checked(schemas.dedup_minhash, name, params));
        return minhashDedupStage(request);
      }
      throw unknownVariant(name, variant, ['exact', 'minhash']);
    case 'dedup_exact':
      return exactSubstringStage(defined(checked(schemas.dedup_exact, name, params)));
    case 'decontaminate': {
      if (variant !== 'gpt3' && variant !== 'gopher') throw unknownVariant(name, variant, ['gpt3', 'gopher']);
      if (!resource) {
        throw new ScienceError('bad-input', l10n.t('Decontamination needs evaluation texts. Name their files.'));
      }
      if (variant === 'gpt3') {
        const { method: _method, ...options } = defined(checked(schemas.decontaminate_gpt3, name, params));
        return gpt3DecontaminateStage(resource, options);
      }
      const { method: _method, ...options } = defined(checked(schemas.decontaminate_gopher, name, params));
      return gopherDecontaminateStage(resource, options);
    }
    default:
      throw new ScienceError('not-found', l10n.t('There is no corpus stage "{0}".', name));
  }
}

function unknownVariant(name: string, variant: unknown, known: readonly string[]): ScienceError {
  return new ScienceError(
    'not-found',
    l10n.t('The stage "{0}" knows {1}, but not "{2}".', name, known.join(', '), String(variant ?? '')),
  );
}
