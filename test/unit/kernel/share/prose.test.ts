import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { proseHtml } from '../../../../src/kernel/share/prose/html';
import { inertMarkdown } from '../../../../src/kernel/share/prose/inert';
import { isSafeLink } from '../../../../src/kernel/share/prose/links';
import { parse } from '../../../../src/notebook/format';
import { HOSTILE } from './run';

interface Found {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Every element of a text, read by a parser that is not the one that wrote it. */
function elements(html: string): Found[] {
  const found: Found[] = [];
  const parser = new Parser({ onopentag: (tag, attributes) => found.push({ tag, attributes }) });
  parser.end(html);
  return found;
}

const DANGEROUS_TAGS =
  /^(script|iframe|object|embed|form|input|button|style|link|meta|base|video|audio|foreignobject)$/i;

function expectHarmless(html: string): void {
  for (const { tag, attributes } of elements(html)) {
    expect(tag).not.toMatch(DANGEROUS_TAGS);
    for (const [name, value] of Object.entries(attributes)) {
      expect(name).not.toMatch(/^on/i);
      if (name === 'href') expect(isSafeLink(value)).toBe(true);
      if (name === 'src') expect(value).toMatch(/^data:image\//);
    }
  }
}

const proseOf = (text: string): string[] =>
  parse(text).cells.flatMap(cell => (cell.kind === 'markdown' ? [cell.text] : []));

describe('prose as HTML', () => {
  it('shows formulas as MathML', () => {
    const html = proseHtml('The law is $L = E + A/N^\\alpha$.\n\n$$\\frac{a}{b}$$');
    expect(html).toContain('<math');
    expect(html).toContain('display="block"');
    expect(html).toContain('<mfrac>');
    expect(html).toContain('α');
  });

  it('shows a wrong formula as it was written', () => {
    expect(proseHtml('$\\frac{a$')).toContain('\\frac{a');
    expect(proseHtml('$\\def\\a{\\a\\a}\\a$')).toBeTruthy();
    expect(proseHtml(`$${'{'.repeat(20_000)}x$`)).toBeTruthy();
  });

  it('shows a formula between pairs of dollars, whatever stands behind it', () => {
    const formulas = (text: string): number => proseHtml(text).match(/<math/g)?.length ?? 0;
    const html = proseHtml('$$a^2$$ and $b$ stand\n\nbefore $$c$$ this\n\nlast');
    expect(html.match(/<math/g)).toHaveLength(3);
    expect(html.match(/display="block"/g)).toHaveLength(2);
    expect(html).toContain('<p>last</p>');
    expect(formulas('text\n$$\nx\n+ y\n$$\ntext')).toBe(1);
    expect(formulas('> $$\n> x\n> $$\n\n- item\n\n  $$y$$\n')).toBe(2);
    const open = proseHtml('$$ is a currency\n\nand this is text');
    expect(open).toContain('<p>and this is text</p>');
    expect(open).not.toContain('<math');
  });

  it('leaves money alone', () => {
    expect(proseHtml('It costs $5 or $6 an hour.')).toBe('<p>It costs $5 or $6 an hour.</p>');
  });

  it('shows tables, code and emphasis', () => {
    const html = proseHtml('| a | b |\n|---|--:|\n| *x* | `y<z` |\n\n```scale\nN = 70B params # size\n```');
    expect(html).toContain('<table>');
    expect(html).toContain('<code>y&lt;z</code>');
    expect(html).toContain('<span class="hl-number">70B</span>');
    expect(html).toContain('<span class="hl-comment"># size</span>');
  });

  it('does not show comments', () => {
    expect(proseHtml('before\n\n<!-- to\n\nmyself -->\n\nafter <!-- x --> end')).toBe(
      '<p>before</p>\n<p>after  end</p>',
    );
    expect(proseHtml('`<!-- code -->`')).toContain('&lt;!-- code --&gt;');
  });

  it('rewrites links on request, and never to something unsafe', () => {
    const link = (address: string): string => (address === 'a.scalebook' ? 'a.html' : 'javascript:alert(1)');
    expect(proseHtml('[x](a.scalebook)', { link })).toContain('href="a.html"');
    expect(proseHtml('[x](b.scalebook)', { link })).not.toContain('href');
  });

  it('shows pictures that are part of the page, and words for others', () => {
    const image = (address: string): string | undefined =>
      address === 'a.png' ? 'data:image/png;base64,AAAA' : undefined;
    expect(proseHtml('![A](a.png)', { image })).toContain('<img alt="A" src="data:image/png;base64,AAAA">');
    expect(proseHtml('![B](https://example.org/b.png)', { image })).toBe('<p><span class="absent">B</span></p>');
  });

  it('gives headings names that no part of a page has', () => {
    expect(proseHtml('## Scalebook-note\n\n[up](#scalebook-note)')).toContain('<h2 id="h-scalebook-note">');
    expect(proseHtml('[up](#scalebook-note)')).toContain('href="#h-scalebook-note"');
  });

  it('makes nothing of hostile text', () => {
    for (const text of proseOf(HOSTILE)) expectHarmless(proseHtml(text));
  });

  it('makes nothing of any soup of markup', () => {
    fc.assert(
      fc.property(markupSoup, text => expectHarmless(proseHtml(text))),
      { numRuns: 800 },
    );
  });
});

const piece = fc.constantFrom(
  '<script>',
  '</script>',
  '<img src=x onerror=a()>',
  '<!--',
  '-->',
  '<div>',
  '</div>',
  '`',
  '``',
  '```\n',
  '\n',
  '\n\n',
  '    ',
  '\t',
  '> ',
  '- ',
  '1. ',
  '|',
  '\n|---|---|\n',
  '[',
  ']',
  '(',
  ')',
  '](javascript:a())',
  '](data:text/html,x)',
  '[x]: javascript:a()',
  '\\',
  '&lt;',
  '&#60;',
  '&colon;',
  '<https://a.b>',
  '<a href="`">',
  '$',
  '$$',
  'x',
  ' ',
  '"',
  "'",
  '<?php',
  '<![CDATA[',
  ']]>',
  '<svg/onload=a()>',
  '#',
  '*',
  '_',
  '~~~\n',
);
const markupSoup = fc
  .array(fc.oneof({ weight: 9, arbitrary: piece }, { weight: 1, arbitrary: fc.string() }), { maxLength: 24 })
  .map(parts => parts.join(''));

/** A reader of Markdown who takes HTML as HTML and every link as it stands. */
const trusting = new MarkdownIt({ html: true, linkify: false });
const opened: string[] = [];
trusting.validateLink = address => {
  opened.push(address);
  return true;
};

function expectInert(text: string): void {
  opened.length = 0;
  const inert = inertMarkdown(text);
  const walk = (tokens: ReturnType<MarkdownIt['parse']>): void => {
    for (const token of tokens) {
      expect([token.type, token.content, text]).not.toEqual([expect.stringMatching(/^html_/), token.content, text]);
      const address = token.attrGet('href') ?? token.attrGet('src');
      if (address !== null) expect(isSafeLink(address), `${address} in ${JSON.stringify(inert)}`).toBe(true);
      if (token.children) walk(token.children);
    }
  };
  walk(trusting.parse(inert, {}));
}

describe('inert Markdown', () => {
  it('leaves harmless text as it is', () => {
    const text =
      '# A *b* `x < y` [l](a.scalebook) ![i](b.png)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```html\n<b>\n```\n\n1 < 2, <https://a.org>';
    expect(inertMarkdown(text)).toBe(text);
  });

  it('is inert for a reader who trusts', () => {
    for (const text of proseOf(HOSTILE)) expectInert(text);
  });

  it('is inert where a definition turns into text, and the code below it with it', () => {
    expectInert('[x]: javascript:a()~~~\n    <script>');
  });

  it('is inert whatever the soup', () => {
    fc.assert(fc.property(markupSoup, expectInert), { numRuns: 2000 });
  });

  it('keeps code as it is', () => {
    fc.assert(
      fc.property(
        fc.string().filter(s => !/[\r`]/.test(s)),
        code => {
          const text = `\`\`\`html\n${code}\n\`\`\``;
          expect(inertMarkdown(text)).toBe(text);
        },
      ),
    );
  });
});
