import { createRandom, type Random } from '../../../../src/science/random';

const SYLLABLES =
  'ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu ra re ri ro ru'.split(' ');

/** A vocabulary of made-up words. */
export function vocabulary(size: number, random: Random): string[] {
  const words = new Set<string>();
  while (words.size < size) {
    const length = 1 + random.below(4);
    words.add(Array.from({ length }, () => SYLLABLES[random.below(SYLLABLES.length)]!).join(''));
  }
  return [...words];
}

/** Words drawn by Zipf's law (rank^-1). */
export function zipfWords(count: number, words: readonly string[], random: Random): string[] {
  const top = Math.log(words.length);
  return Array.from(
    { length: count },
    () => words[Math.min(words.length - 1, Math.floor(Math.exp(random.uniform() * top)) - 1)] ?? words[0]!,
  );
}

/** The same words with a share of them replaced. */
export function perturb(
  words: readonly string[],
  share: number,
  vocabularyWords: readonly string[],
  random: Random,
): string[] {
  return words.map(word => (random.uniform() < share ? vocabularyWords[random.below(vocabularyWords.length)]! : word));
}

/** Documents in families: an original and copies that differ in up to `most` of their words. */
export function families(count: number, seed: number, most = 0.12): string[][] {
  const random = createRandom(seed);
  const words = vocabulary(3000, random);
  const found: string[][] = [];
  while (found.length < count) {
    const original = Array.from({ length: 60 + random.below(200) }, () => words[random.below(words.length)]!);
    found.push(original);
    const copies = random.uniform() < 0.5 ? 1 + random.below(3) : 0;
    for (let i = 0; i < copies && found.length < count; i++) {
      found.push(perturb(original, random.uniform() * most, words, random));
    }
  }
  return found;
}
