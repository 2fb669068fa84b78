import * as l10n from '@vscode/l10n';
import { findSource } from '../../science/facts/sources';
import { type FunctionEntry, signatureText } from '../library/entry';
import type { Parameter } from '../library/parameter';

export const code = (text: string): string => `\`\`\`scale\n${text}\n\`\`\``;

/** A text with the characters that Markdown reads escaped. */
export const escapeMarkdown = (text: string): string => text.replace(/[\\`*_{}[\]()#+!|<>~-]/g, '\\$&');

/** An argument: what it is called, of what type it is, what it means, and what it is if it is not given. */
export function parameterMarkdown(name: string, { type, doc, defaultText }: Parameter<unknown>): string {
  const fallback = defaultText === undefined ? '' : l10n.t(' Default {0}.', `\`${defaultText}\``);
  return `\`${name}\` (${type}): ${doc}${fallback}`;
}

/** Everything about a function: signatures, arguments, remarks, examples and sources. */
export function functionMarkdown(entry: FunctionEntry): string {
  const parameters = new Map<string, string>();
  for (const { parameters: all } of entry.signatures) {
    for (const [name, p] of Object.entries(all)) parameters.set(name, `- ${parameterMarkdown(name, p)}`);
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
