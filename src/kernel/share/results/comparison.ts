import * as l10n from '@vscode/l10n';
import { blocksToHtml, blocksToMarkdown, blocksToText } from '../../../views';
import { escapeHtml, html } from '../../../views/fallback/html/element';
import type { PageAssets } from '../html/assets';
import { plainPage } from '../html/plain-page';
import { type SweptRun, sweepForReaders, sweepTable, type TableBlock } from './sweep';

/** The comparison of a sweep's runs, in the forms that a run is printed in. */
export class SweepComparison {
  private readonly table: TableBlock;
  private readonly shown: TableBlock;

  constructor(
    private readonly title: string,
    private readonly runs: readonly SweptRun[],
    swept: readonly string[],
  ) {
    this.table = sweepTable(runs, swept);
    this.shown = sweepForReaders(runs, swept);
  }

  text(): string {
    return blocksToText([this.shown], { width: 160, rows: this.shown.rows.length });
  }

  json(): unknown {
    const { columns, rows } = this.table;
    return {
      columns: columns.map(({ name, source }) => (source === undefined ? { name } : { name, unit: source })),
      rows: rows.map(row => row.map(cell => cell.value ?? cell.text)),
    };
  }

  markdown(): string {
    const links = this.runs.map(({ set, link }) => `- [${label(set)}](<${link ?? ''}>)`);
    return [
      `# ${this.title}`,
      blocksToMarkdown([this.shown], { rows: this.shown.rows.length }),
      links.join('\n'),
      '',
    ].join('\n\n');
  }

  html(assets: PageAssets): Promise<string> {
    const links = this.runs.map(({ set, link }) =>
      html('li', {}, html('a', { href: encodeURI(link ?? '') }, escapeHtml(label(set)))),
    );
    const body = [
      html('section', { class: 'cell prose' }, html('h1', {}, escapeHtml(this.title))),
      blocksToHtml([this.shown], { id: 'sweep', rows: this.shown.rows.length }),
      html(
        'section',
        { class: 'cell prose' },
        html('h2', {}, escapeHtml(l10n.t('Each run'))),
        html('ul', {}, ...links),
      ),
    ];
    return plainPage(this.title, body.join(''), assets);
  }
}

/** `gpus = 512, mfu = 40%`. */
export const label = (set: Readonly<Record<string, string>>): string =>
  Object.entries(set)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');
