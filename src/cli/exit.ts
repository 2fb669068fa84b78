/** 0 all cells ran; 1 a cell failed or a diagnostic is an error; 2 the command line or a file is wrong. */
export type Exit = 0 | 1 | 2;

/** What is wrong with the command line or a file, in a sentence. */
export class UsageError extends Error {}
