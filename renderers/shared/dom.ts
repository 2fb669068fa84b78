/** Builds elements. Text is always set as text: nothing here takes markup. */
type Child = Node | string | null | undefined | false;

interface Properties {
  readonly class?: string;
  /** Attributes by name; `undefined` and `false` leave one out, `true` sets it empty. */
  readonly attributes?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly title?: string;
  readonly on?: Readonly<Record<string, (event: Event) => void>>;
}

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  decorate(node, properties);
  if (properties.title) node.title = properties.title;
  append(node, children);
  return node;
}

const SVG = 'http://www.w3.org/2000/svg';

export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number | boolean | undefined>>,
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  const node = document.createElementNS(SVG, tag);
  decorate(node, { attributes });
  append(node, children);
  return node;
}

function decorate(node: Element, { class: name, attributes = {}, on = {} }: Properties): void {
  if (name) node.setAttribute('class', name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) node.setAttribute(key, value === true ? '' : String(value));
  }
  for (const [event, listener] of Object.entries(on)) node.addEventListener(event, listener);
}

function append(node: Element, children: readonly Child[]): void {
  for (const child of children) if (child !== null && child !== undefined && child !== false) node.append(child);
}

/** A small button that says what it does. */
export const button = (
  text: string,
  label: string,
  press: (event: Event) => void,
  attributes: Properties['attributes'] = {},
): HTMLButtonElement =>
  h(
    'button',
    {
      class: 'sb-button',
      title: label,
      attributes: { type: 'button', 'aria-label': label, ...attributes },
      on: { click: press },
    },
    text,
  );
