import type { FunctionEntry } from '../../entry';
import { datastore } from './datastore';
import { knnLm } from './knn';
import { simulateFacts } from './simulate';
import { trainLm } from './train';

export const retrievalFunctions: readonly FunctionEntry[] = [trainLm, datastore, knnLm, simulateFacts];
