export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An SVG element. Attribute values and texts are escaped here and nowhere else. */
export function element(name: string, attributes: Attributes, children: readonly string[] | string = ''): string {
  const written = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined || value === '' ? [] : [` ${key}="${attribute(value)}"`]))
    .join('');
  const inner = typeof children === 'string' ? children : children.join('');
  return inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`;
}

const attribute = (value: string | number): string =>
  escapeXml(typeof value === 'number' ? String(Math.round(value * 100) / 100) : value);

/** Text that no XML parser takes for markup; characters that XML has not are dropped. */
export const escapeXml = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');

/** A line of text; `fill` is a colour or variable of the palette. */
export const textElement = (
  text: string,
  x: number,
  y: number,
  attributes: Attributes & { readonly fill: string },
): string => {
  const { fill, ...rest } = attributes;
  return element('text', { x, y, style: `fill:${fill}`, ...rest }, escapeXml(text));
};
