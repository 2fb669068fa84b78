/**
 * What is fixed. Plain base units; all optional, any consistent set that leaves nothing open will do. A budget is one of
 * `flop`, `usd`, `gpuSeconds`, or `time` and `gpus` together.
 */
export interface Constraints {
  /** Training FLOP. */
  readonly flop?: number | undefined;
  readonly usd?: number | undefined;
  /** GPU seconds rented. */
  readonly gpuSeconds?: number | undefined;
  /** Seconds from start to end. */
  readonly time?: number | undefined;
  readonly gpus?: number | undefined;
  readonly N?: number | undefined;
  readonly D?: number | undefined;
  /** Target loss. */
  readonly loss?: number | undefined;
  /** D / N. */
  readonly tokensPerParam?: number | undefined;
  /** Unique tokens at hand. */
  readonly unique?: number | undefined;
  /** Most passes over the unique tokens. */
  readonly maxEpochs?: number | undefined;
  /** Tokens that will be served (prompt and generated); the budget pays for them too. */
  readonly inferenceTokens?: number | undefined;
}

/** What turns a budget into FLOP. */
export interface Rates {
  /** Useful training FLOP that one GPU does in one second of rent: peak x MFU x utilization. */
  readonly flopPerGpuSecond: number;
  /** USD for one GPU second; undefined where no price is known. */
  readonly usdPerGpuSecond: number | undefined;
}

/** The names that the language gives to the constraints. */
export const spoken: Readonly<Record<keyof Constraints, string>> = {
  flop: 'budget (FLOP)',
  usd: 'budget (USD)',
  gpuSeconds: 'budget (GPU hours)',
  time: 'time',
  gpus: 'gpus',
  N: 'N',
  D: 'D',
  loss: 'loss',
  tokensPerParam: 'tokens_per_param',
  unique: 'unique',
  maxEpochs: 'max_epochs',
  inferenceTokens: 'inference_tokens',
};

/** The constraints that were given, by their names in the language. */
export function givenNames(c: Constraints): string[] {
  return (Object.keys(spoken) as (keyof Constraints)[]).filter(name => c[name] !== undefined).map(name => spoken[name]);
}
