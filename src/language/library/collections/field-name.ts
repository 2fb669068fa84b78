/** A column's name as Scale can write it behind a dot: `a(model)` is `a_model`. */
export function fieldName(printed: string): string {
  const name = printed.replace(/\W+/g, '_').replace(/^_+|_+$/g, '');
  return /^\d/.test(name) ? `_${name}` : name;
}
