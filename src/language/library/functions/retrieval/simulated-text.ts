import { createRandom, type Random } from '../../../../science/random';

const ONSETS = [
  'b',
  'br',
  'd',
  'dr',
  'f',
  'g',
  'gr',
  'k',
  'kl',
  'l',
  'm',
  'n',
  'p',
  'pr',
  'r',
  's',
  'st',
  't',
  'tr',
  'v',
  'z',
];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ai', 'eo', 'ia'];
const CODAS = ['', 'n', 'r', 's', 'l', 'm', 'th', 'nd'];

const pick = <T>(random: Random, from: readonly T[]): T => from[random.below(from.length)] as T;

function invented(random: Random): string {
  const syllables = 2 + random.below(2);
  const name = Array.from(
    { length: syllables },
    () => `${pick(random, ONSETS)}${pick(random, VOWELS)}${pick(random, CODAS)}`,
  ).join('');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const CROPS = ['barley', 'olives', 'rice', 'maize', 'figs', 'tea', 'cotton', 'wheat'];

const TEMPLATES: readonly ((p: Place) => string)[] = [
  p => `The capital of ${p.name} is ${p.capital}.`,
  p => `Travellers to ${p.name} cross the river ${p.river} before they reach ${p.capital}.`,
  p => `Farmers in ${p.name} grow ${p.crop} along the ${p.river}.`,
  p => `${p.capital} lies on the river ${p.river}, and its markets sell ${p.crop}.`,
  p => `Nobody in ${p.name} lives far from the ${p.river}.`,
];

interface Place {
  readonly name: string;
  readonly capital: string;
  readonly river: string;
  readonly crop: string;
}

/** Sentences about invented places. `world` decides the facts, `seed` which of them are told, and in what order. */
export function simulatedFacts(places: number, sentences: number, world: number, seed: number): string {
  const facts = createRandom(world);
  const all = Array.from(
    { length: places },
    (): Place => ({
      name: invented(facts),
      capital: invented(facts),
      river: invented(facts),
      crop: pick(facts, CROPS),
    }),
  );
  const random = createRandom(seed);
  return Array.from({ length: sentences }, () => pick(random, TEMPLATES)(pick(random, all))).join('\n');
}
