/**
 * Edit similarity of two word lists: 1 - edit distance / length of the longer (Lee et al. 2021, sec 4.2), or 0 where it is
 * below `atLeast`. Only the diagonals that the limit allows are visited (Ukkonen 1985): O(limit x length).
 */
export function editSimilarity(a: Uint32Array, b: Uint32Array, atLeast: number): number {
  const longest = Math.max(a.length, b.length);
  if (longest === 0) return 1;
  const limit = Math.floor((1 - atLeast) * longest + 1e-9);
  if (Math.abs(a.length - b.length) > limit) return 0;
  const far = limit + 1;
  let previous = new Uint32Array(b.length + 1).fill(far);
  let current = new Uint32Array(b.length + 1).fill(far);
  for (let k = 0; k <= Math.min(b.length, limit); k++) previous[k] = k;
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    current[from - 1] = from === 1 && i <= limit ? i : far;
    let least = current[from - 1]!;
    for (let k = from; k <= to; k++) {
      const replaced = previous[k - 1]! + (a[i - 1] === b[k - 1] ? 0 : 1);
      const deleted = (k < i + limit ? previous[k]! : far) + 1;
      const inserted = current[k - 1]! + 1;
      const distance = Math.min(replaced, deleted, inserted, far);
      current[k] = distance;
      if (distance < least) least = distance;
    }
    if (least > limit) return 0;
    [previous, current] = [current, previous];
  }
  const distance = previous[b.length]!;
  return distance > limit ? 0 : 1 - distance / longest;
}
