import { analyse } from 'chardet';

/** Text of a file: UTF-8 where it is that, else by its byte-order mark or the likeliest encoding. */
export function decodeText(bytes: Uint8Array): { text: string; encoding: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16le' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16be' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    // Some other encoding.
  }
  for (const { name } of analyse(bytes.subarray(0, 1 << 16))) {
    // Bytes that are not UTF-8 as a whole are not UTF-8 in part.
    if (/^utf-8|^ascii/i.test(name)) continue;
    try {
      return { text: new TextDecoder(name).decode(bytes), encoding: name.toLowerCase() };
    } catch {
      // An encoding that this host does not know: the next likeliest.
    }
  }
  return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
}
