/** A column as a table gives it. */
export type RawColumn = ArrayLike<unknown>;
/** Columns of a table by name. */
export type RawColumns = Readonly<Record<string, RawColumn>>;

const SUFFIX: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9, g: 1e9, t: 1e12 };

/** A cell as a number: `7B` and `1,000` too; NaN where it is none. */
export function toNumber(cell: unknown): number {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'bigint') return Number(cell);
  if (typeof cell !== 'string') return Number.NaN;
  const text = cell.trim().replace(/(?<=\d)[,_](?=\d{3})/g, '');
  const match =
    /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([kmbgt])?(?:\s*(?:params|parameters|tokens|flops?))?$/i.exec(text);
  if (!match) return Number.NaN;
  return Number(match[1]) * (match[2] ? SUFFIX[match[2].toLowerCase()] : 1);
}

/** A column as numbers. */
export function toNumbers(column: RawColumn): Float64Array {
  return Float64Array.from(column as ArrayLike<number>, toNumber);
}
