import * as l10n from '@vscode/l10n';
import { escapeMarkdown } from '../../../views/fallback/markdown';
import { bibtexOf, type Colophon } from './colophon';
import { seedsText } from './words';

/** The colophon as Markdown, for the end of a copy. */
export function colophonMarkdown(colophon: Colophon): string {
  const { version, references, files, prices } = colophon;
  const bibtex = bibtexOf(colophon);
  const list = (title: string, lines: readonly string[]): string =>
    lines.length === 0 ? '' : `**${title}**\n\n${lines.map(line => `- ${line}`).join('\n')}`;
  const parts = [
    '---',
    l10n.t('Made with Scalebook {0}.', version),
    list(
      l10n.t('References'),
      references.map(({ members, text }) => {
        const taken = members.map(
          ({ name, place }) => `\`${name}\`${place === '' ? '' : ` (${escapeMarkdown(place)})`}`,
        );
        return [escapeMarkdown(text), taken.join(', ')].filter(part => part !== '').join(' ');
      }),
    ),
    list(
      l10n.t('Data files, with their SHA-256'),
      files.map(f => `\`${f.path.replace(/[`\p{Cc}]/gu, ' ')}\` \`${f.sha256}\``),
    ),
    seedsText(colophon),
    list(l10n.t('Prices'), prices.map(escapeMarkdown)),
    bibtex === '' ? '' : `\`\`\`bibtex\n${bibtex}\n\`\`\``,
  ];
  return parts.filter(part => part !== '').join('\n\n');
}
