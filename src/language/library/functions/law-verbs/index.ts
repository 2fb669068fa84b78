import type { FunctionEntry } from '../../entry';
import { frontierFunctions } from './frontier';

/** What can be asked of a law beyond its loss and optimum. */
export const lawVerbFunctions: readonly FunctionEntry[] = [...frontierFunctions];
