/**
 * The suffix array of a text over an integer alphabet in linear time: SA-IS (Nong, Zhang and Chan 2009, "Linear suffix
 * array construction by almost pure induced-sorting").
 * @param text values 0 … alphabet-1
 * @returns starts of the suffixes in lexicographic order (a suffix that is a prefix of another comes first)
 */
export function suffixArray(text: Int32Array, alphabet: number): Int32Array {
  const n = text.length;
  const suffixes = new Int32Array(n);
  if (n === 0) return suffixes;
  if (n === 1) return suffixes;
  const isSmaller = smallerTypes(text);
  const sizes = new Int32Array(alphabet);
  for (let i = 0; i < n; i++) sizes[text[i]!]!++;
  const lms: number[] = [];
  for (let i = 1; i < n; i++) if (isSmaller[i] && !isSmaller[i - 1]) lms.push(i);
  const order = Int32Array.from(lms);
  induce(text, suffixes, order, isSmaller, sizes);
  const { names, distinct } = nameSubstrings(text, suffixes, order, isSmaller);
  if (distinct < order.length) {
    const sorted = suffixArray(names, distinct);
    const byRank = new Int32Array(order.length);
    for (let i = 0; i < sorted.length; i++) byRank[i] = order[sorted[i]!]!;
    induce(text, suffixes, byRank, isSmaller, sizes);
  } else {
    const byRank = new Int32Array(order.length);
    for (let i = 0; i < names.length; i++) byRank[names[i]!] = order[i]!;
    induce(text, suffixes, byRank, isSmaller, sizes);
  }
  return suffixes;
}

/** 1 where a suffix is smaller than the next one (S-type). The end of the text is smaller than everything. */
function smallerTypes(text: Int32Array): Uint8Array {
  const types = new Uint8Array(text.length);
  for (let i = text.length - 2; i >= 0; i--) {
    types[i] = text[i]! < text[i + 1]! || (text[i] === text[i + 1] && types[i + 1] === 1) ? 1 : 0;
  }
  return types;
}

/** Sorts all suffixes from sorted LMS suffixes: L-types from the left, then S-types from the right. */
function induce(
  text: Int32Array,
  suffixes: Int32Array,
  lms: Int32Array,
  isSmaller: Uint8Array,
  sizes: Int32Array,
): void {
  const n = text.length;
  const ends = new Int32Array(sizes.length);
  const starts = new Int32Array(sizes.length);
  for (let c = 0, sum = 0; c < sizes.length; c++) {
    starts[c] = sum;
    sum += sizes[c]!;
    ends[c] = sum;
  }
  suffixes.fill(-1);
  const tails = ends.slice();
  for (let i = lms.length - 1; i >= 0; i--) suffixes[--tails[text[lms[i]!]!]!] = lms[i]!;
  // The virtual end of the text comes before everything and induces the last suffix.
  if (!isSmaller[n - 1]) suffixes[starts[text[n - 1]!]!++] = n - 1;
  for (let i = 0; i < n; i++) {
    const before = suffixes[i]! - 1;
    if (before >= 0 && !isSmaller[before]) suffixes[starts[text[before]!]!++] = before;
  }
  tails.set(ends);
  for (let i = n - 1; i >= 0; i--) {
    const before = suffixes[i]! - 1;
    if (before >= 0 && isSmaller[before]) suffixes[--tails[text[before]!]!] = before;
  }
}

/** Names LMS substrings by their order; equal substrings have equal names. */
function nameSubstrings(
  text: Int32Array,
  suffixes: Int32Array,
  lms: Int32Array,
  isSmaller: Uint8Array,
): { names: Int32Array; distinct: number } {
  const n = text.length;
  const isLms = (i: number) => i > 0 && isSmaller[i] === 1 && isSmaller[i - 1] === 0;
  const nameAt = new Int32Array(n).fill(-1);
  let last = -1;
  let distinct = 0;
  for (let r = 0; r < n; r++) {
    const at = suffixes[r]!;
    if (!isLms(at)) continue;
    if (last < 0 || !sameSubstring(text, last, at, isSmaller, isLms)) distinct++;
    nameAt[at] = distinct - 1;
    last = at;
  }
  const names = new Int32Array(lms.length);
  for (let i = 0; i < lms.length; i++) names[i] = nameAt[lms[i]!]!;
  return { names, distinct };
}

function sameSubstring(
  text: Int32Array,
  a: number,
  b: number,
  isSmaller: Uint8Array,
  isLms: (i: number) => boolean,
): boolean {
  for (let k = 0; ; k++) {
    if (a + k >= text.length || b + k >= text.length) return false;
    if (text[a + k] !== text[b + k] || isSmaller[a + k] !== isSmaller[b + k]) return false;
    if (k > 0 && (isLms(a + k) || isLms(b + k))) return isLms(a + k) && isLms(b + k);
  }
}

/**
 * Longest common prefixes of neighbours in the suffix array (Kasai et al. 2001): `lcp[r]` belongs to the suffixes of rank
 * r-1 and r; `lcp[0]` is 0.
 */
export function longestCommonPrefixes(text: Int32Array, suffixes: Int32Array): Int32Array {
  const n = text.length;
  const rank = new Int32Array(n);
  for (let r = 0; r < n; r++) rank[suffixes[r]!] = r;
  const lcp = new Int32Array(n);
  let common = 0;
  for (let i = 0; i < n; i++) {
    if (rank[i] === 0) {
      common = 0;
      continue;
    }
    const other = suffixes[rank[i]! - 1]!;
    while (i + common < n && other + common < n && text[i + common] === text[other + common]) common++;
    lcp[rank[i]!] = common;
    if (common > 0) common--;
  }
  return lcp;
}
