import * as l10n from '@vscode/l10n';
import { cite } from '../../../science/citing';
import { findSource } from '../../../science/facts/sources';
import type { Citation } from '../../../science/source';
import { blocksToMarkdown, blocksToText } from '../../../views';
import { sourceText } from '../../library/collections/sourcing';
import type { Story } from './story';

export interface StoryOptions {
  /** Sets equations as LaTeX: for pages, not for hovers. */
  readonly math?: boolean;
  /** Results and disagreements too. */
  readonly whole?: boolean;
}

const MOST_ROWS = 1000;

/** A story as Markdown: title in bold, equations, figures, and the source with its address. */
export function storyMarkdown(
  { title, equations = [], blocks, more = [], citation }: Story,
  options: StoryOptions = {},
): string {
  const { math = false, whole = false } = options;
  const written = equations.map(({ formula, latex, where }) => {
    const head = where ? `${where}: ` : '';
    return math ? `${head}\n\n$$${latex}$$`.trim() : `${head}\`${formula}\``;
  });
  return [
    `**${title}**`,
    ...written,
    blocksToMarkdown(blocks, { level: 0, rows: MOST_ROWS }),
    ...(whole ? [blocksToMarkdown(more, { level: 0, rows: MOST_ROWS })] : []),
    citation ? `— ${linkedSource(citation)}` : '',
  ]
    .filter(part => part !== '')
    .join('\n\n');
}

/** "Hoffmann et al. 2022, Table 3" with a link where the source has an address. */
function linkedSource(citation: Citation): string {
  const url = findSource(citation.source)?.url;
  const text = sourceText(citation).replace(/[[\]<>*_`]/g, '\\$&');
  return url ? `${text} ([${findSource(citation.source)?.title.replace(/[[\]]/g, '\\$&') ?? url}](${url}))` : text;
}

/** A story for a terminal, with the reference in full. */
export function storyText({ title, equations = [], blocks, more = [], citation }: Story, width = 100): string {
  const reference = citation && findSource(citation.source) ? cite(citation) : undefined;
  return [
    title,
    equations.map(({ formula, where }) => `  ${formula}${where ? `   (${where})` : ''}`).join('\n'),
    blocksToText(blocks, { width, rows: MOST_ROWS }),
    blocksToText(more, { width, rows: MOST_ROWS }),
    reference ? `${l10n.t('Source')}: ${reference.text}\n\n${reference.bibtex}` : '',
  ]
    .filter(part => part !== '')
    .join('\n\n');
}
