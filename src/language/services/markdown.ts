import * as l10n from '@vscode/l10n';
import { findSource } from '../../science/facts/sources';
import type { Law } from '../../science/laws/law';
import { sourceText } from '../library/collections/sourcing';
import { type FunctionEntry, signatureText } from '../library/entry';
import type { DeviceValue, ModelValue } from '../values/value';

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

/** The whole story of a law: equation, constants, what it was fitted on, where it stands. */
export function lawMarkdown(law: Law): string {
  const constants = Object.entries(law.constants).map(([name, value]) => {
    const note = law.constantNotes?.[name];
    const error = note?.se === undefined ? '' : ` ± ${note.se}`;
    return `- \`${name}\` = ${value}${error}${note?.unit ? ` ${note.unit}` : ''}${note?.note ? ` (${note.note})` : ''}`;
  });
  const ranges = Object.entries(law.range ?? {}).map(
    ([name, [low, high]]) => `${name} ${low.toExponential(1)} – ${high.toExponential(1)}`,
  );
  const { loss, params, flops, data, tokenizer } = law.conventions;
  return [
    `**${law.title}**`,
    `$$${law.form.latex}$$`,
    constants.join('\n'),
    l10n.t('Answers: {0}.', law.abilities.join(', ')),
    ranges.length > 0 ? l10n.t('Fitted on {0}.', ranges.join(', ')) : '',
    l10n.t(
      'Counts: loss in {0}; parameters {1}; FLOP {2}; data {3}{4}.',
      loss,
      params,
      flops,
      data,
      tokenizer ? ` (${tokenizer})` : '',
    ),
    (law.notes ?? []).join(' '),
    `— ${sourceText(law.citation)}`,
  ]
    .filter(part => part !== '')
    .join('\n\n');
}

/** A model's or device's figures with their sources. `format` writes values as the notebook does. */
export function factsMarkdown(value: ModelValue | DeviceValue, format: (field: string) => string | undefined): string {
  const rows = [...value.fields.keys()].flatMap(name => {
    const text = format(name);
    return text === undefined || name === 'source'
      ? []
      : [`| ${name} | ${escapeMarkdown(text)} | ${escapeMarkdown(value.sources?.get(name) ?? '')} |`];
  });
  return [`**${value.title}**`, ['| | | |', '| --- | ---: | --- |', ...rows].join('\n')].join('\n\n');
}
