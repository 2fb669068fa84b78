import type { FunctionEntry } from '../../entry';
import { memoryFunctions } from './memory';
import { planFunctions } from './plan';
import { shapeFunctions } from './shape';
import { utilizationFunctions } from './utilization';

/** Planning a training run, and what follows from a plan. */
export const planningFunctions: readonly FunctionEntry[] = [
  ...planFunctions,
  ...memoryFunctions,
  ...shapeFunctions,
  ...utilizationFunctions,
];
