import type { Pass } from '../../../science/corpus/pipeline/passes';

const digits = (n: number, width: number) => String(n).padStart(width, '0');

/** Names of results in a store. */
export const unitKey = (pass: Pass, unit: number): string => `${pass.name}/unit-${digits(unit, 5)}`;
export const groupKey = (pass: Pass, part: number): string => `${pass.name}/group-${digits(part, 4)}`;
export const stateKey = (pass: Pass): string => `${pass.name}/state`;

/** Name of the output shard of a unit. */
export const partName = (unit: number, gzip: boolean): string => `part-${digits(unit, 5)}.jsonl${gzip ? '.gz' : ''}`;
