import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  c4Rules,
  finewebNearDuplicates,
  gopherPipeline,
  gopherQuality,
  gopherRepetition,
  gpt3Decontamination,
  leeC4,
  leeDuplicationRates,
  leeExactSubstring,
  leeNearDuplicates,
} from '../../../../src/science/facts/corpus';
import {
  knnlmComparisons,
  knnlmDatastore,
  knnlmFormulas,
  knnlmHyper,
  knnlmTables,
} from '../../../../src/science/facts/knnlm';
import { findSource } from '../../../../src/science/facts/sources';

const book = path.resolve(import.meta.dirname, '../../../../../shared/facts');
const read = (name: string) => JSON.parse(readFileSync(path.join(book, name), 'utf8'));

describe('facts of the corpus and of kNN-LM', () => {
  it('cite sources that are known', () => {
    const citations = [
      c4Rules.citation,
      finewebNearDuplicates.citation,
      gopherPipeline.citation,
      gopherQuality.citation,
      gopherRepetition.citation,
      gpt3Decontamination.citation,
      leeC4.tokensCitation,
      leeDuplicationRates.citation,
      leeExactSubstring.citation,
      leeNearDuplicates.citation,
      knnlmDatastore.citation,
      knnlmFormulas.citation,
      knnlmHyper.citation,
      ...knnlmTables.map(table => table.citation),
    ];
    for (const { source } of citations) expect(findSource(source), source).toBeDefined();
  });

  it.skipIf(!existsSync(book))('are those of the fact book (skipped where it is absent)', () => {
    const pipeline = read('data_pipeline.json');
    const quality = pipeline.gopher_quality_filter.value;
    expect([gopherQuality.minWords, gopherQuality.maxWords]).toEqual([quality.min_words, quality.max_words]);
    expect([gopherQuality.minMeanWordLength, gopherQuality.maxMeanWordLength]).toEqual(quality.mean_word_length);
    expect(gopherQuality.maxSymbolsPerWord).toBe(quality.max_symbol_to_word_ratio_hash_or_ellipsis);
    expect(gopherQuality.maxBulletLines).toBe(quality.max_bullet_start_lines);
    expect(gopherQuality.maxEllipsisLines).toBe(quality.max_ellipsis_end_lines);
    expect(gopherQuality.minAlphabeticWords).toBe(quality.min_words_with_alpha);
    expect([gopherQuality.stopWords, gopherQuality.minStopWords]).toEqual([quality.stop_words, quality.min_stop_words]);
    const repetition = pipeline.gopher_repetition_filter.rows.map((row: [string, number]) => row[1]);
    const { duplicateLines, duplicateParagraphs, duplicateLineCharacters, duplicateParagraphCharacters } =
      gopherRepetition;
    const grams = [...gopherRepetition.topNgrams, ...gopherRepetition.duplicateNgrams];
    expect([
      duplicateLines,
      duplicateParagraphs,
      duplicateLineCharacters,
      duplicateParagraphCharacters,
      ...grams.map(gram => gram[1]),
    ]).toEqual(repetition);
    expect(grams.map(gram => gram[0])).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const lee = pipeline.lee2021;
    const near = lee.neardup.value;
    expect([leeNearDuplicates.ngram, leeNearDuplicates.rows, leeNearDuplicates.bands]).toEqual([
      near.ngram,
      near.rows_per_band_b,
      near.bands_r,
    ]);
    expect([leeNearDuplicates.jaccard, leeNearDuplicates.editSimilarity]).toEqual([near.jaccard, near.edit_similarity]);
    expect(leeNearDuplicates.rows * leeNearDuplicates.bands).toBe(near.hashes);
    expect(leeExactSubstring.minTokens).toBe(lee.exactsubstr.value.min_tokens);
    expect(leeDuplicationRates.rows).toEqual(lee.neardup_rate.rows);
    expect(Object.values(leeC4.tokens)).toEqual(
      ['original', 'neardup', 'exactsubstr'].map(key => lee.c4_tokens.value[key]),
    );
    expect(Object.values(leeC4.copied)).toEqual(Object.values(lee.memorisation.value));
    const fineweb = pipeline.fineweb_minhash.value;
    expect([finewebNearDuplicates.bands, finewebNearDuplicates.rows, finewebNearDuplicates.ngram]).toEqual([
      fineweb.bands,
      fineweb.rows,
      fineweb.ngram,
    ]);
    expect(finewebNearDuplicates.published.map(([s, p]) => [s.toFixed(2), p])).toEqual(
      Object.entries(fineweb.P_at_similarity),
    );

    const knn = read('knnlm.json');
    const tables = ['table1', 'table2_books', 'table3', 'table4_domain', 'table5_keys', 'fig4_k_dev_ppl_approx'];
    tables.forEach((name, i) => {
      const numbers = (rows: readonly (readonly unknown[])[]) =>
        rows.map(row => row.filter(cell => typeof cell === 'number'));
      expect(numbers(knnlmTables[i]!.rows), name).toEqual(numbers(knn[name].rows));
    });
    expect(knnlmComparisons.map(({ base, mixed }) => [base, mixed])).toEqual([
      [18.65, 16.12],
      [11.89, 10.89],
      [19.59, 13.73],
      [34.84, 20.47],
    ]);
    const hyper = knn.hyper.value;
    expect([knnlmHyper.k, knnlmHyper.lambdaInDomain, knnlmHyper.lambdaDomainAdaptation]).toEqual([
      hyper.k,
      hyper.lambda_wikitext103,
      hyper.lambda_domain_adaptation,
    ]);
    expect([knnlmHyper.centroids, knnlmHyper.probes, knnlmHyper.bytesPerQuantisedKey]).toEqual([
      hyper.faiss_centroids,
      hyper.probe,
      hyper.bytes_per_quantized_key,
    ]);
    expect(knnlmDatastore.wikitext103Keys).toBe(knn.datastore.value.wikitext103_keys);
  });
});
