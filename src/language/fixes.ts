import * as l10n from '@vscode/l10n';
import type { Fix } from './diagnostic';
import { nearest } from './suggest';
import type { Node } from './syntax/ast';
import type { Span } from './syntax/span';
import { type Dimension, unitText } from './units/dimension';
import { findUnit } from './units/table';

/** Another name in the place of one that is not known: the nearest of those that are. */
export function renamed(name: string, span: Span, candidates: Iterable<string>): Fix | undefined {
  const [best] = nearest(name, candidates, 1);
  return best === undefined ? undefined : replacement(best, span);
}

export const replacement = (text: string, { start, end }: Span): Fix => ({
  title: l10n.t('Change to `{0}`', text),
  text,
  start,
  end,
});

/** The unit that a literal should have: in the place of its own, or behind a number that has none. */
export function withUnit(node: Node, wanted: Dimension): Fix | undefined {
  const unit = pluralUnit(wanted);
  if (unit === undefined) return undefined;
  const [first, last] = node.kind === 'unit' && node.literal ? [node.factors[0], node.factors.at(-1)] : [];
  if (first && last) return replacement(unit, { start: first.start, end: last.end });
  if (node.kind !== 'number') return undefined;
  return { title: l10n.t('Give it the unit `{0}`', unit), text: ` ${unit}`, start: node.end, end: node.end };
}

/** A base unit as one writes it behind a number; `undefined` where the dimension is a product. */
function pluralUnit(dimension: Dimension): string | undefined {
  const unit = unitText(dimension);
  return findUnit(unit) ? unit : undefined;
}
