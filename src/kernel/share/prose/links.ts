/** Schemes that a link of a note may have. All else could run code, or reads from the reader's machine. */
const SAFE_SCHEME = /^(https?|mailto):/i;
const ANY_SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** Whether an address is plain enough to be a link: of the web, or relative. Control characters and spaces hide schemes. */
export function isSafeLink(address: string): boolean {
  const bare = address.replace(/[\p{Cc}\p{Zs}\u200b-\u200f\u2028-\u202e]/gu, '');
  return bare === address.trim() && (SAFE_SCHEME.test(bare) || !ANY_SCHEME.test(bare)) && !bare.startsWith('//');
}

/** Pictures that are part of a page, as addresses that hold their data. */
export const isDataImage = (address: string): boolean =>
  /^data:image\/(png|jpeg|gif|webp|avif|svg\+xml);base64,[A-Za-z0-9+/=]+$/.test(address);
