import type { FunctionEntry } from '../../entry';
import { alternativeFunctions } from './alternatives';
import { budgetTableFunctions } from './budget-table';
import { compareHardwareFunctions } from './compare-hardware';
import { ladderFunctions } from './ladder';
import { memoryFunctions } from './memory';
import { planFunctions } from './plan';
import { sensitivityFunctions } from './sensitivity';
import { servingFunctions } from './serving';
import { shapeFunctions } from './shape';
import { trackFunctions } from './track';
import { utilizationFunctions } from './utilization';

/** Planning a training run, and what follows from a plan. */
export const planningFunctions: readonly FunctionEntry[] = [
  ...planFunctions,
  ...sensitivityFunctions,
  ...alternativeFunctions,
  ...ladderFunctions,
  ...trackFunctions,
  ...compareHardwareFunctions,
  ...budgetTableFunctions,
  ...servingFunctions,
  ...memoryFunctions,
  ...shapeFunctions,
  ...utilizationFunctions,
];
