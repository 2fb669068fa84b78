type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Text that no HTML parser takes for markup. Lines are kept: some texts are set with their line ends. */
export const escapeHtml = (text: string): string =>
  text
    .replace(/[^\P{Cc}\t\n]|\p{Cs}/gu, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');

/**
 * An HTML element. Attribute values are escaped here; children are markup already. `true` writes an attribute without a value;
 * `undefined`, `false` and the empty text leave it out.
 */
export function html(name: string, attributes: Attributes, ...children: readonly (string | undefined)[]): string {
  const written = Object.entries(attributes)
    .flatMap(([key, value]) => {
      if (value === undefined || value === false || value === '') return [];
      return value === true ? [` ${key}`] : [` ${key}="${escapeHtml(String(value))}"`];
    })
    .join('');
  return `<${name}${written}>${children.join('')}</${name}>`;
}
