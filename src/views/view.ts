import type { Block } from './blocks';

export const MIME_PREFIX = 'application/vnd.scalebook.';

/** MIME type of a view: `application/vnd.scalebook.plan+json`. */
export const mimeOf = (view: string): string => `${MIME_PREFIX}${view}+json`;

/** What a reader may change about a view without running anything: drawn as a small control above it. */
export type Option =
  | {
      readonly kind: 'choice';
      readonly name: string;
      readonly label: string;
      readonly value: string;
      readonly choices: readonly { readonly value: string; readonly label: string }[];
    }
  /** A choice of few, all of them in sight. */
  | {
      readonly kind: 'segments';
      readonly name: string;
      readonly label: string;
      readonly value: string;
      readonly choices: readonly { readonly value: string; readonly label: string }[];
    }
  | { readonly kind: 'toggle'; readonly name: string; readonly label: string; readonly value: boolean }
  | {
      readonly kind: 'range';
      readonly name: string;
      readonly label: string;
      readonly value: number;
      readonly low: number;
      readonly high: number;
      readonly step: number;
      /** The value in words: `5 %`, `off`. */
      readonly text: string;
    };

export type OptionValue = string | number | boolean;

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
  readonly options?: (payload: Payload) => readonly Option[];
  /** The payload with an option changed; `layout` does the rest. */
  readonly withOption?: (payload: Payload, name: string, value: OptionValue) => Payload;
}

/** A view whose payload type is forgotten: payloads are checked before anything else. */
export interface AnyView {
  readonly name: string;
  /** Checks and lays out. Throws a readable Error. */
  readonly layout: (payload: unknown) => readonly Block[];
  /** Does something with the kind itself, whatever its payload's type. */
  readonly with: <Result>(use: <Payload>(kind: ViewKind<Payload>) => Result) => Result;
}

export const erase = <Payload>(kind: ViewKind<Payload>): AnyView => ({
  name: kind.name,
  layout: payload => kind.layout(kind.check(payload)),
  with: use => use(kind),
});
