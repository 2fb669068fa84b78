import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterHarmfulStage, parseList } from '../../../../src/science/corpus/harmful/stage';
import { createUrlFinder, hostOf } from '../../../../src/science/corpus/harmful/urls';
import { createWordFinder } from '../../../../src/science/corpus/harmful/words';
import { htmlToText, stripHtmlStage } from '../../../../src/science/corpus/html/strip';
import { filterLanguageStage } from '../../../../src/science/corpus/repair/language';
import { undoMojibake } from '../../../../src/science/corpus/repair/mojibake';
import { repairStage, repairText } from '../../../../src/science/corpus/repair/repair';

describe('HTML to text', () => {
  it('keeps what a reader sees, in blocks and lines', () => {
    const page = `<!doctype html><html><head><title>T</title><style>p{}</style><script>var a = "<p>no</p>"</script></head>
<body><nav><a href="/">Home</a></nav><header>Site</header><main><h1>Plums &amp; pears</h1>
<p>One   <b>bold</b>
word.</p><p>Two<br>lines</p><ul><li>a</li><li>b</li></ul>
<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>
<pre>  x =  1
  y</pre></main><footer>© 2020</footer></body></html>`;
    expect(htmlToText(page)).toBe('Plums & pears\n\nOne bold word.\n\nTwo\nlines\n\na\nb\n\n1 2\n3 4\n\n  x =  1\n  y');
  });

  it('can keep the frame of a page', () => {
    expect(htmlToText('<nav>Home</nav><p>Text</p>', { content: false })).toBe('Home\n\nText');
  });

  it('survives broken markup', () => {
    expect(htmlToText('<p>one<p>two<b>three</i></p></div>')).toBe('one\n\ntwothree');
    expect(htmlToText('<head><meta charset=x><script src=y></script><body><p>shown')).toContain('shown');
    expect(htmlToText('a < b and c > d &unknown; &#x1F916;')).toBe('a < b and c > d &unknown; 🤖');
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('<p>', '</p>', '<b', '>', '<script>', '</script>', 'text', '&amp;', '<!--', '-->', '</'),
        ),
        parts => {
          expect(typeof htmlToText(parts.join(''))).toBe('string');
        },
      ),
    );
  });

  it('is linear in nested and unclosed markup', () => {
    const start = performance.now();
    htmlToText('<div>'.repeat(30_000) + 'x '.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(4000);
  });

  it('leaves text that is no markup alone, and removes pages without text', () => {
    const stage = stripHtmlStage();
    expect(stage.process({ id: '', text: 'if a < b and b > c, stop' })).toEqual({
      keep: true,
      text: 'if a < b and b > c, stop',
      reasons: [],
    });
    expect(stage.process({ id: '', text: '<div><script>x</script></div>' })).toMatchObject({
      keep: false,
      reasons: [{ rule: 'no_visible_text' }],
    });
  });
});

describe('repair', () => {
  /** UTF-8 read as Windows-1252, as browsers did. */
  const misread = (text: string) => new TextDecoder('windows-1252').decode(new TextEncoder().encode(text));

  it('undoes UTF-8 that was read as Windows-1252, once or twice', () => {
    for (const text of ['Café “naïve” – 5 €', 'Größe', 'Привет, мир', '日本語のテキスト', '🤖 it’s']) {
      expect(repairText(misread(text)).text).toBe(text);
      expect(repairText(misread(misread(text))).text).toBe(text);
    }
  });

  it('leaves good text alone', () => {
    for (const text of ['Café “naïve” – 5 €', 'CAFÉ”', 'Größe', 'Ångström', 'Привет', 'São Tomé e Príncipe', 'plain']) {
      expect(undoMojibake(text)).toBeUndefined();
      expect(repairText(text)).toEqual({ text, reasons: [] });
    }
    fc.assert(
      fc.property(fc.string(), text => {
        // Printable ASCII is what fast-check's plain strings hold.
        expect(repairText(text)).toEqual({ text, reasons: [] });
      }),
    );
  });

  it('removes invisible characters, normalises newlines and composes', () => {
    const { text, reasons } = repairText('\ufeffa\u0000b\u200bc\r\nd\re\u00adf Cafe\u0301');
    expect(text).toBe('abc\nd\nef Café');
    expect(reasons.map(reason => reason.rule)).toEqual(['invisible_characters', 'unicode_composed']);
  });

  it('removes empty and unreadable documents', () => {
    const stage = repairStage();
    expect(stage.process({ id: '', text: '\u0000 \n' })).toMatchObject({ keep: false, reasons: [{ rule: 'empty' }] });
    expect(stage.process({ id: '', text: `ab${'\ufffd'.repeat(5)}` })).toMatchObject({
      keep: false,
      reasons: [{ rule: 'unreadable' }],
    });
  });
});

describe('language', () => {
  const texts = {
    en: 'The committee will meet again in the spring to decide how the money should be spent.',
    de: 'Der Ausschuss wird im Frühjahr wieder zusammentreten, um über die Mittel zu entscheiden.',
    fr: "Le comité se réunira de nouveau au printemps pour décider de l'emploi des fonds.",
    ja: '委員会は春に再び会合を開き、資金の使い道を決定する。',
  };
  it('keeps the wanted ones', async () => {
    const english = await filterLanguageStage();
    expect(Object.entries(texts).map(([code, text]) => [code, english.process({ id: code, text }).keep])).toEqual([
      ['en', true],
      ['de', false],
      ['fr', false],
      ['ja', false],
    ]);
    const both = await filterLanguageStage({ languages: ['de', 'ja'] });
    expect(both.process({ id: '', text: texts.de }).keep).toBe(true);
    expect(both.process({ id: '', text: texts.en }).reasons).toEqual([{ rule: 'language', detail: 'en' }]);
    await expect(filterLanguageStage({ languages: ['english'] })).rejects.toThrow(/two-letter/);
  });
});

describe('harmful content', () => {
  it('matches whole words and phrases, not parts of words', () => {
    const { find } = createWordFinder(['Grape', 'stone fruit', 'stone age tool', '禁句']);
    expect(find('a GRAPE, please')).toBe('grape');
    expect(find('grapefruit and scraped')).toBeUndefined();
    expect(find('some Stone-Fruit here')).toBe('stone fruit');
    expect(find('stone cold fruit')).toBeUndefined();
    expect(find('stone stone fruit')).toBe('stone fruit');
    expect(find('a stone age stone age tool')).toBe('stone age tool');
    expect(find('これは禁句です')).toBe('禁句');
    expect(find('Ünïgrape grape')).toBe('grape');
  });

  it('agrees with a search by words', () => {
    const words = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(
        fc.array(fc.array(words, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
        fc.array(words, { maxLength: 12 }),
        (phrases, text) => {
          const { find } = createWordFinder(phrases.map(phrase => phrase.join(' ')));
          const padded = ` ${text.join(' ')} `;
          expect(find(text.join(' ')) !== undefined).toBe(
            phrases.some(phrase => padded.includes(` ${phrase.join(' ')} `)),
          );
        },
      ),
    );
  });

  it('runs patterns in linear time', () => {
    const stage = filterHarmfulStage({ patterns: ['(a+)+$', '\\bsecret\\s+\\d+'] });
    const start = performance.now();
    expect(stage.process({ id: '', text: `${'a'.repeat(20_000)}!` }).keep).toBe(true);
    expect(performance.now() - start).toBeLessThan(3000);
    expect(stage.process({ id: '', text: 'the Secret 42 is out' }).reasons).toEqual([
      { rule: 'pattern', detail: '\\bsecret\\s+\\d+: Secret 42' },
    ]);
    expect(() => filterHarmfulStage({ patterns: ['fine', '(?=look)'] })).toThrow(/Pattern 2 .*RE2/s);
  });

  it('matches domains, subdomains and folders', () => {
    const find = createUrlFinder(['# comment', 'bad.example', 'https://www.shop.example/adult/']);
    expect(find('https://www.bad.example/x?y')).toBe('bad.example');
    expect(find('http://deep.sub.bad.example:8080/')).toBe('bad.example');
    expect(find('https://notbad.example/')).toBeUndefined();
    expect(find('https://shop.example/adult/page.html')).toBe('shop.example/adult');
    expect(find('https://shop.example/adults')).toBeUndefined();
    expect(find('not a url')).toBeUndefined();
    expect(hostOf('HTTPS://User@WWW.Example.COM./a')).toBe('example.com');
  });

  it('wants a list, and reads list files', () => {
    expect(() => filterHarmfulStage({})).toThrow(/has no list/);
    expect(parseList('# words\r\n one \n\ntwo three\n')).toEqual(['one', 'two three']);
    const stage = filterHarmfulStage({ words: ['one'], urls: ['x.example'] });
    expect(stage.process({ id: '', text: 'clean', url: 'https://x.example/' }).reasons).toEqual([
      { rule: 'url', detail: 'x.example' },
    ]);
  });
});
