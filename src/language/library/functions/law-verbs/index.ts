import type { FunctionEntry } from '../../entry';
import { compareLawsFunctions } from './compare-laws';
import { effectiveFunctions } from './effective';
import { frontierFunctions } from './frontier';
import { hyperparameterFunctions } from './hyperparameters';
import { isolossFunctions } from './isoloss';
import { scheduleFunctions } from './schedule';
import { surfaceFunctions } from './surface';
import { targetFunctions } from './targets';
import { uncertainFunctions } from './uncertain';

/** What can be asked of a law beyond its loss and optimum. */
export const lawVerbFunctions: readonly FunctionEntry[] = [
  ...frontierFunctions,
  ...isolossFunctions,
  ...targetFunctions,
  ...compareLawsFunctions,
  ...effectiveFunctions,
  ...hyperparameterFunctions,
  ...surfaceFunctions,
  ...scheduleFunctions,
  ...uncertainFunctions,
];
