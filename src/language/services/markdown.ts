import * as l10n from '@vscode/l10n';
import { findSource } from '../../science/facts/sources';
import { type FunctionEntry, signatureText } from '../library/entry';

const code = (text: string): string => `\`\`\`scale\n${text}\n\`\`\``;

/** A text with the characters that Markdown reads escaped. */
export const escapeMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]()#+!|<>~-]/g, '\\$&');

/** Everything about a function: signatures, arguments, remarks, examples and sources. */
export function functionMarkdown(entry: FunctionEntry): string {
  const parameters = new Map<string, string>();
  for (const { parameters: all } of entry.signatures) {
    for (const [name, p] of Object.entries(all)) {
      const fallback = p.defaultText === undefined ? '' : l10n.t(' Default {0}.', `\`${p.defaultText}\``);
      parameters.set(name, `- \`${name}\` (${p.type}): ${p.doc}${fallback}`);
    }
  }
  const sources = (entry.sources ?? []).map(key => {
    const source = findSource(key);
    return source ? `${source.authors} ${source.year}, *${source.title}*${source.url ? ` <${source.url}>` : ''}` : key;
  });
  return [
    code(entry.signatures.map(s => signatureText(entry.name, s)).join('\n')),
    entry.summary,
    entry.details ?? '',
    [...parameters.values()].join('\n'),
    entry.examples.length > 0 ? code(entry.examples.join('\n')) : '',
    sources.map(s => `— ${s}`).join('\n\n'),
  ]
    .filter(part => part !== '')
    .join('\n\n');
}
