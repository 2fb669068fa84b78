import type { Block } from '../../../src/views/blocks';

export type { Block };

export const blockKinds = (blocks: readonly Block[]): string[] => blocks.map(b => b.kind);

/** Texts that would be markup, code or a trick in one of the forms that views are written in. */
export const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '](javascript:alert(1))',
  '| a | b |\n| - | - |',
  '```\n# heading',
  '$' + '{alert(1)}',
  '\\input{/etc/passwd} $x$ 100% & #1 ~^',
  '\u001B[31mred\u001B[0m\u0007',
  '\u202Eright to left',
  '=HYPERLINK("http://x","y")',
  '__proto__',
  '@everyone https://example.org www.example.org',
  '\uD800 lone',
  ']]>',
  '&lt;b&gt;',
];
