const CHUNK = 0x8000;

/** Bytes as base64, in node and in browsers. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK)
    binary += String.fromCharCode(...bytes.subarray(at, Math.min(bytes.length, at + CHUNK)));
  return btoa(binary);
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

const through = async (
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());

/** A text, compressed, in characters that mean nothing to HTML. */
export const pack = async (text: string): Promise<string> =>
  toBase64(await through(new TextEncoder().encode(text), new CompressionStream('gzip')));

export const unpack = async (packed: string): Promise<string> =>
  new TextDecoder().decode(await through(fromBase64(packed.trim()), new DecompressionStream('gzip')));

const digest = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));

/** A text's SHA-256 as a content security policy names it. */
export const policyHash = async (text: string): Promise<string> => `'sha256-${toBase64(await digest(text))}'`;

export const sha256 = async (text: string): Promise<string> =>
  Array.from(await digest(text), byte => byte.toString(16).padStart(2, '0')).join('');
