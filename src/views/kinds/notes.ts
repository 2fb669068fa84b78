import type { Block } from '../blocks';

/** A sentence that belongs to an answer: a convention, an extrapolation. */
export interface ViewNote {
  readonly tone: 'info' | 'warning' | 'error' | 'good';
  readonly text: string;
}

export const noteBlocks = (notes: readonly ViewNote[] | undefined): Block[] =>
  (notes ?? []).map(({ tone, text }) => ({ kind: 'note', tone, text }));

/** A title with its quiet line; nothing where there is neither. */
export const heading = (title: string | undefined, subtitle?: string): Block[] =>
  title || subtitle ? [{ kind: 'title', text: title ?? '', ...(subtitle ? { subtitle } : {}) }] : [];
