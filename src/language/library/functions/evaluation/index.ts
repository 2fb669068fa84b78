import type { FunctionEntry } from '../../entry';
import { emergenceFunctions } from './emergence';
import { equivalenceFunctions } from './equivalence';
import { mechanismFunctions } from './mechanism';
import { mirrorFunctions } from './mirror';
import { overoptimizationFunctions } from './overoptimization';
import { trendFunctions } from './trends';
import { wordsFunctions } from './words';

/** What scale does to abilities. */
export const evaluationFunctions: readonly FunctionEntry[] = [
  ...emergenceFunctions,
  ...mirrorFunctions,
  ...trendFunctions,
  ...mechanismFunctions,
  ...wordsFunctions,
  ...equivalenceFunctions,
  ...overoptimizationFunctions,
];
