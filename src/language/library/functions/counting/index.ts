import type { FunctionEntry } from '../../entry';
import { expertFunctions } from './experts';
import { exponentFunctions } from './exponents';

/** Counting parameters and FLOP beyond the dense transformer. */
export const countingFunctions: readonly FunctionEntry[] = [...expertFunctions, ...exponentFunctions];
