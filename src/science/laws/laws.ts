import type { Law } from './law';
import {
  cerebras,
  chinchillaApproach1,
  chinchillaApproach2,
  deepseek,
  llama3,
  minicpm,
  porian,
} from './published/allocations';
import { chinchilla, chinchillaRounded } from './published/chinchilla';
import {
  gadreC4,
  gadreRpj,
  gadreRw,
  muennighoff,
  sardana,
  sardana100,
  sardana250,
  sardana500,
} from './published/data_limited';
import { epoch } from './published/epoch';
import { kaplan } from './published/kaplan';
import { bnsl, epoch245, epochHuber, hernandez, hernandezMixture, shehper } from './published/others';
import {
  abnar,
  clark,
  clarkDense,
  clarkHash,
  clarkHashRounded,
  clarkRlr,
  clarkRlrRounded,
  clarkRounded,
  krajewski,
  krajewskiDense,
  ludziejewski,
} from './published/routed';
import { bjorck, kumar, moonlight, steplaw, tissue } from './published/training';

const laws: readonly Law[] = [
  ...[kaplan, chinchilla, chinchillaRounded, chinchillaApproach1, chinchillaApproach2, epoch, epochHuber, epoch245],
  ...[muennighoff, gadreC4, gadreRpj, gadreRw, sardana, sardana100, sardana250, sardana500, porian, llama3, deepseek],
  ...[cerebras, minicpm, clark, clarkRlr, clarkHash, clarkRounded, clarkRlrRounded, clarkHashRounded, clarkDense],
  ...[krajewski, krajewskiDense, ludziejewski, abnar, kumar, tissue, steplaw, moonlight, bjorck, shehper, bnsl],
  ...[hernandez, hernandezMixture],
];

const byName = new Map(laws.map(law => [law.name, law]));

/** Every published law, in the order in which they are listed. */
export function allLaws(): readonly Law[] {
  return laws;
}

/** A law by its name in Scale (`epoch`); undefined if there is none. */
export function findLaw(name: string): Law | undefined {
  return byName.get(name);
}
