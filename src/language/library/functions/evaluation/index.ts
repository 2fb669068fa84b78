import type { FunctionEntry } from '../../entry';
import { emergenceFunctions } from './emergence';
import { mechanismFunctions } from './mechanism';
import { mirrorFunctions } from './mirror';

/** What scale does to abilities. */
export const evaluationFunctions: readonly FunctionEntry[] = [
  ...emergenceFunctions,
  ...mirrorFunctions,
  ...mechanismFunctions,
];
