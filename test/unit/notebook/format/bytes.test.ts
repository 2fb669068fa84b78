import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../../../src/notebook/format';

describe('bytes that are no UTF-8', () => {
  it.each([
    ['a stray byte', [0x61, 0xff, 0x62], 'a\udcffb'],
    ['a surrogate', [0xed, 0xa0, 0x80], '\udced\udca0\udc80'],
    ['an overlong slash', [0xc0, 0xaf, 0xe0, 0x80, 0xaf], '\udcc0\udcaf\udce0\udc80\udcaf'],
    ['more than U+10FFFF', [0xf4, 0x90, 0x80, 0x80], '\udcf4\udc90\udc80\udc80'],
    ['a cut sequence', [0xe2, 0x82], '\udce2\udc82'],
    ['both kinds', [0xf0, 0x9f, 0x93, 0x88, 0x80, 0xc3, 0xa9], '📈\udc80é'],
  ])('%s goes through a text and back', (_, bytes, text) => {
    expect(decode(Uint8Array.from(bytes))).toBe(text);
    expect([...encode(text)]).toEqual(bytes);
  });

  it('leave a byte order mark where it is', () => {
    expect(decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\uFEFFa');
    expect([...encode('\uFEFFa')]).toEqual([0xef, 0xbb, 0xbf, 0x61]);
  });
});
