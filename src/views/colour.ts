/** Red, green, blue and opacity, 0 to 1. */
export type Rgba = readonly [number, number, number, number];

/** Reads `#rgb`, `#rrggbb`, `#rrggbbaa`, `rgb(…)` and `rgba(…)`; `undefined` for anything else. */
export function parseColour(text: string): Rgba | undefined {
  const hex = /^#([0-9a-f]{3,8})$/i.exec(text.trim())?.[1];
  if (hex !== undefined) {
    const digits = hex.length <= 4 ? [...hex].map(c => c + c) : (hex.match(/../g) ?? []);
    if (digits.length < 3 || digits.length > 4 || hex.length === 5 || hex.length === 7) return undefined;
    const [r, g, b, a = 1] = digits.map(d => Number.parseInt(d, 16) / 255);
    return [r as number, g as number, b as number, a];
  }
  const parts = /^rgba?\(([^)]*)\)$/i
    .exec(text.trim())?.[1]
    ?.split(/[\s,/]+/)
    .filter(p => p !== '');
  if (!parts || parts.length < 3) return undefined;
  const [r, g, b, a = 1] = parts.map((p, i) =>
    p.endsWith('%') ? Number.parseFloat(p) / 100 : Number(p) / (i < 3 ? 255 : 1),
  );
  const all = [r, g, b, a] as const;
  return all.every(x => x !== undefined && Number.isFinite(x)) ? (all as Rgba) : undefined;
}

export const toHex = ([r, g, b]: Rgba): string =>
  `#${[r, g, b]
    .map(c =>
      Math.round(Math.min(1, Math.max(0, c)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

/** A translucent colour as it looks on a page. */
export const over = (colour: Rgba, page: Rgba): Rgba => mix(page, [colour[0], colour[1], colour[2], 1], colour[3]);

/** From `a` (0) to `b` (1). */
export function mix(a: Rgba, b: Rgba, share: number): Rgba {
  const between = (i: 0 | 1 | 2 | 3): number => a[i] + (b[i] - a[i]) * share;
  return [between(0), between(1), between(2), between(3)];
}

/** Relative luminance (WCAG 2.2). */
export function luminance([r, g, b]: Rgba): number {
  const linear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** Contrast ratio (WCAG 2.2), 1 to 21. */
export function contrast(a: Rgba, b: Rgba): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The colour itself, or moved towards black or white until it reads on the page. */
export function readable(colour: Rgba, page: Rgba, ratio: number): Rgba {
  const towards: Rgba = luminance(page) > 0.18 ? [0, 0, 0, 1] : [1, 1, 1, 1];
  for (let share = 0; share < 1; share += 0.05) {
    const one = mix(colour, towards, share);
    if (contrast(one, page) >= ratio) return one;
  }
  return towards;
}
