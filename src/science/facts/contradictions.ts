import places from './data/contradiction_places.json';
import data from './data/contradictions.json';

/** Where sources disagree, mislead by rounding, or err. */
export interface Contradiction {
  readonly topic: string;
  readonly detail: string;
  /** Source key. */
  readonly source: string;
  readonly advice: string;
}

/** Every known contradiction among the sources. */
export const contradictions: readonly Contradiction[] = data;

const concerned: Readonly<Record<string, readonly string[]>> = places;

/** What a contradiction is about, by its name in Scale: `laws.chinchilla`, `models.gopher`, `data.hoffmann_table3`. */
export function concernsOf(topic: string): readonly string[] {
  return concerned[topic] ?? [];
}

/** Contradictions about a law, model, device or table, by its name in Scale: shown wherever it is described. */
export function contradictionsAbout(place: string): readonly Contradiction[] {
  return contradictions.filter(({ topic }) => concernsOf(topic).includes(place));
}
