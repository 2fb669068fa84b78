/** Characters that Windows-1252 has at 0x80 to 0x9F; bytes without one (0x81 …) stand for the control of that number. */
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const byteOf = new Map([...HIGH].map((character, index) => [character.charCodeAt(0), 0x80 + index]));

/** The Windows-1252 byte of a code unit, or -1. */
function toByte(unit: number): number {
  if (unit < 0x80 || (unit >= 0xa0 && unit <= 0xff)) return unit;
  return byteOf.get(unit) ?? (unit <= 0x9f ? unit : -1);
}

/** Length of the UTF-8 sequence that the byte leads, or 0. */
function sequenceLength(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

/** Leads of Latin letters with accents; pairs with other leads occur in ordinary text ("CAFÉ”"). */
const isLatinLead = (byte: number) => byte === 0xc2 || byte === 0xc3;

/**
 * A line of UTF-8 that was read as Windows-1252 ("Ã©", "â€™"), read again as UTF-8; undefined where the line is not surely
 * that. Sure means: every character beyond ASCII belongs to a valid UTF-8 sequence, and at least one sequence is of
 * three or four bytes, or leads to an accented Latin letter, or there are three of them.
 */
export function undoMojibake(line: string): string | undefined {
  const bytes = new Uint8Array(line.length);
  let sequences = 0;
  let sure = false;
  for (let i = 0; i < line.length; ) {
    const byte = toByte(line.charCodeAt(i));
    if (byte < 0) return undefined;
    bytes[i] = byte;
    i++;
    if (byte < 0x80) continue;
    const length = sequenceLength(byte);
    if (length === 0) return undefined;
    for (let k = 1; k < length; k++, i++) {
      const follow = i < line.length ? toByte(line.charCodeAt(i)) : -1;
      if (follow < 0x80 || follow > 0xbf) return undefined;
      bytes[i] = follow;
    }
    sequences++;
    if (length > 2 || isLatinLead(byte)) sure = true;
  }
  if (!sure && sequences < 3) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Repairs each line that is surely mojibake, twice over where it was read wrongly twice. Returns the number of lines. */
export function repairMojibake(text: string): { text: string; lines: number } {
  if (!BEYOND_ASCII.test(text)) return { text, lines: 0 };
  let repaired = 0;
  const lines = text.split('\n').map(line => {
    if (!BEYOND_ASCII.test(line)) return line;
    const once = undoMojibake(line);
    if (once === undefined) return line;
    repaired++;
    return (BEYOND_ASCII.test(once) ? undoMojibake(once) : undefined) ?? once;
  });
  return repaired === 0 ? { text, lines: 0 } : { text: lines.join('\n'), lines: repaired };
}
