/** A cell as nbformat 4 has it; nothing in it is taken for granted. */
export interface JupyterCell {
  readonly cell_type?: unknown;
  readonly source?: unknown;
  readonly metadata?: unknown;
  readonly outputs?: unknown;
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Texts are stored whole or line by line. */
export const textOf = (source: unknown): string =>
  Array.isArray(source) ? source.map(String).join('') : typeof source === 'string' ? source : '';
