import { sourceText } from '../../language/library/collections/sourcing';
import type { LawValue, Note } from '../../language/values/value';
import type { BlocksPayload } from '../../views/kinds/blocks';

/** A law with a card of its own (a fit): its title and status, the card, remarks, and where it comes from. */
export function fitPayload(
  { law, fields, card }: LawValue,
  name: string | undefined,
  notes: readonly Note[],
): BlocksPayload | undefined {
  if (!card) return undefined;
  const status = fields?.get('status');
  return {
    blocks: [
      {
        kind: 'title',
        text: name ? `${name}: ${law.title}` : law.title,
        subtitle: law.form.formula,
        ...(typeof status === 'string' ? { badge: status } : {}),
      },
      ...notes.filter(n => n.tone === 'warning').map(({ tone, text }) => ({ kind: 'note', tone, text }) as const),
      ...card(),
      ...notes.filter(n => n.tone !== 'warning').map(({ tone, text }) => ({ kind: 'note', tone, text }) as const),
      { kind: 'text', text: sourceText(law.citation), tone: 'quiet' },
    ],
  };
}
