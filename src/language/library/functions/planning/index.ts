import type { FunctionEntry } from '../../entry';
import { planFunctions } from './plan';

/** Planning a training run, and what follows from a plan. */
export const planningFunctions: readonly FunctionEntry[] = [...planFunctions];
