import { type Schema, Validator } from '@cfworker/json-schema';
import { describe, expect, it } from 'vitest';
import { jupyterCopy } from '../../../../src/kernel/share/jupyter/copy';
import { importJupyter } from '../../../../src/kernel/share/jupyter/import';
import { parse, serialize } from '../../../../src/notebook/format';
import schema from '../../../fixtures/jupyter/nbformat.v4.5.schema.json';
import { galleryNotes, HOSTILE, runText } from './run';

const validator = new Validator(schema as unknown as Schema, '4', false);

function expectValid(notebook: unknown): void {
  const { valid, errors } = validator.validate(notebook);
  expect(errors.map(e => `${e.instanceLocation}: ${e.error}`).slice(0, 5)).toEqual([]);
  expect(valid).toBe(true);
}

interface Copied {
  readonly cells: readonly {
    readonly cell_type: string;
    readonly source: readonly string[];
    readonly metadata: Readonly<Record<string, unknown>>;
    readonly outputs?: readonly { readonly output_type: string; readonly data?: Readonly<Record<string, unknown>> }[];
  }[];
}

/** As it is read back from a file. */
async function copyOf(text: string): Promise<Copied> {
  const { document, result } = await runText(text);
  const copy: Copied = JSON.parse(JSON.stringify(jupyterCopy(document, result, '0.0.0')));
  return copy;
}

const contents = (text: string) =>
  parse(text).cells.map(cell => ({
    kind: cell.kind,
    text: cell.text,
    ...(cell.kind === 'data' ? { name: cell.name, format: cell.format } : {}),
    ...(cell.kind === 'markdown' ? {} : { rest: cell.rest }),
  }));

describe('a Jupyter copy', () => {
  it('knows what is not valid', () => {
    expect(
      validator.validate({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [{ cell_type: 'code' }] }).valid,
    ).toBe(false);
  });

  it.each(galleryNotes())('of %s is valid nbformat 4.5, and comes back as it was', async (_name, text) => {
    const copy = await copyOf(text);
    expectValid(copy);
    expect(contents(serialize(importJupyter(JSON.stringify(copy))))).toEqual(contents(text));
  });

  it('shows a plot as Plotly’s JSON and as SVG, and a table as Markdown', async () => {
    const copy = await copyOf(
      '```scale\nplot(x => x^2, 0..3, title: "Squares")\n```\n\n```scale\n[{a: 1, b: 2}, {a: 3, b: 4}]\n```\n',
    );
    const [plot, table] = copy.cells.map(cell => cell.outputs?.map(output => output.data) ?? []);
    const figure = plot?.find(data => data?.['application/vnd.plotly.v1+json']);
    expect(figure?.['application/vnd.plotly.v1+json']).toMatchObject({
      data: [{ type: 'scatter', x: expect.any(Array), y: expect.any(Array) }],
      layout: { title: { text: 'Squares' } },
    });
    expect(figure?.['image/svg+xml']).toContainEqual(expect.stringMatching(/^<svg xmlns/));
    expect(table?.[0]?.['text/markdown']).toContainEqual('| 3 | 4 |');
  });

  it('of a note that fails says why, and is valid', async () => {
    const copy = await copyOf('```scale\na = 1 tokens + 1 params\n```\n\n```scale\na + 1\n```\n');
    expectValid(copy);
    expect(copy.cells[0]?.outputs?.at(-1)).toMatchObject({ output_type: 'error', ename: 'ScaleError' });
    expect(copy.cells[1]?.outputs?.at(-1)).toMatchObject({ output_type: 'error' });
  });

  it('of a hostile note is valid, says nothing to a browser, and comes back as it was', async () => {
    const copy = await copyOf(HOSTILE);
    expectValid(copy);
    for (const { cell_type, source, outputs = [] } of copy.cells) {
      // Code is shown as code; Markdown and drawings are what a browser reads.
      if (cell_type === 'markdown')
        expect(source.join('').replace(/```[\s\S]*?```|`[^`\n]*`/g, '')).not.toMatch(/<(script|img|svg|iframe|a )/i);
      for (const { data = {} } of outputs) {
        expect(Object.keys(data)).not.toContain('text/html');
        for (const mime of ['image/svg+xml', 'text/markdown'])
          expect(((data[mime] as string[] | undefined) ?? []).join('')).not.toMatch(
            /<script|<img|onload=alert\(\d+\)>/i,
          );
      }
    }
    expect(contents(serialize(importJupyter(JSON.stringify(copy))))).toEqual(contents(HOSTILE));
  });
});

const notebook = (cells: readonly object[], language = 'python'): string =>
  JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { language_info: { name: language } }, cells });
const code = (source: string, outputs: readonly object[] = []): object => ({
  cell_type: 'code',
  source,
  outputs,
  metadata: {},
});

describe('importing Jupyter', () => {
  it('keeps Markdown, and shows code of another language', () => {
    const { cells } = importJupyter(
      notebook([{ cell_type: 'markdown', source: ['# A\n', 'b'] }, code('model.fit(x)')]),
    );
    expect(cells.map(c => c.text)).toEqual(['# A\nb', '```python\nmodel.fit(x)\n```']);
  });

  it('takes plain definitions and files for what they are', () => {
    const { cells } = importJupyter(
      notebook([
        code(
          'import pandas as pd\nN = 70e9  # params\nsizes = [1e8,\n  4e8]\nname = "gopher"\nruns = pd.read_csv("runs.csv")',
        ),
      ]),
    );
    expect(cells).toMatchObject([
      { kind: 'scale', text: 'N = 70e9\nsizes = [1e8, 4e8]\nname = "gopher"\nruns = load("runs.csv")' },
    ]);
  });

  it('keeps the code beside what it took from it, where that is not all', () => {
    const { cells } = importJupyter(notebook([code('N = 70e9\nx = f(N) ** 2\nD = 2**3')]));
    expect(cells.map(c => c.kind)).toEqual(['markdown', 'scale']);
    expect(cells[1]?.text).toBe('N = 70e9');
  });

  it('does not redefine what belongs to Scale, nor a name twice, nor read outside the folder', () => {
    const { cells } = importJupyter(
      notebook([code('map = 3\na = 1\na = 2\nb = pd.read_csv("/etc/x.csv")\nc = pd.read_csv("../x.csv")')]),
    );
    expect(cells.at(-1)?.text).toBe('a = 1');
  });

  it('takes data frames from outputs', () => {
    const html =
      '<style scoped>x</style><table border="1" class="dataframe"><thead><tr><th></th><th>N</th><th>loss</th></tr></thead>' +
      '<tbody><tr><th>0</th><td>1e8</td><td>3.31</td></tr><tr><th>1</th><td>4e8</td><td>2,87 &lt;</td></tr></tbody></table>';
    const { cells } = importJupyter(
      notebook([code('runs.head()', [{ output_type: 'execute_result', data: { 'text/html': [html] } }])]),
    );
    expect(cells.at(-1)).toMatchObject({
      kind: 'data',
      format: 'csv',
      name: 'runs',
      text: 'N,loss\n1e8,3.31\n4e8,"2,87 <"',
    });
  });

  it('says what is wrong with other files', () => {
    expect(() => importJupyter('{')).toThrow(/not valid JSON/);
    expect(() => importJupyter('{"worksheets": []}')).toThrow(/format 4/);
    expect(importJupyter(notebook([{}, { cell_type: 7, source: 5 }])).cells.length).toBeGreaterThanOrEqual(0);
  });
});
