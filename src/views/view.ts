import type { Block } from './blocks';

export const MIME_PREFIX = 'application/vnd.scalebook.';

/** MIME type of a view: `application/vnd.scalebook.plan+json`. */
export const mimeOf = (view: string): string => `${MIME_PREFIX}${view}+json`;

/**
 * A kind of view: a typed payload that can be sent to a renderer, checked there, and laid out as blocks anywhere.
 * `layout` is pure and quick: renderers call it again when a reader changes an option.
 */
export interface ViewKind<Payload> {
  /** `comparison`, `calibration`, `loss-curves` … */
  readonly name: string;
  /** Checks an untrusted payload; throws a readable Error. */
  readonly check: (payload: unknown) => Payload;
  readonly layout: (payload: Payload) => readonly Block[];
}
