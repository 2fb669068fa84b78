import * as l10n from '@vscode/l10n';
import type { Block, Cell } from '../../../../../views/blocks';
import { formatNumber } from '../../../../../views/format';
import type { CardFacts } from './index';

/** Constants as they are cited, four digits: 482.0, 2,085, 1.94e-3. Ladders of units mean nothing to them. */
export const constantText = (x: number, digits = 4): string => {
  const size = Math.abs(x);
  if (!Number.isFinite(x)) return '—';
  return size >= 1e6 || (size < 1e-3 && size > 0)
    ? formatNumber(x, 'scientific', { digits })
    : formatNumber(x, 'plain', { digits });
};

const cell = (x: number | undefined, digits = 4): Cell =>
  x === undefined || !Number.isFinite(x) ? { text: '—', value: null } : { text: constantText(x, digits), value: x };

/** A row for each constant: value, standard error, interval. */
export function constantsTable({ fit, se, intervals, level, draws }: CardFacts): Block {
  const percent = formatNumber(level, 'percent', { digits: 2 });
  const origin = draws
    ? l10n.t('{0} bootstrap draws', formatNumber(draws.count, 'count'))
    : l10n.t('sandwich formula; `bootstrap: 1000` gives surer ones');
  const end = 'end' as const;
  const hit = new Set(fit.certificate.bounds.map(b => b.name));
  return {
    kind: 'table',
    columns: [
      { name: l10n.t('Constant') },
      { name: l10n.t('Value'), align: end },
      { name: l10n.t('Standard error'), align: end, source: origin },
      { name: l10n.t('{0} interval', percent), align: end, source: origin },
    ],
    rows: fit.form.parameters.map((name): Cell[] => {
      const free = fit.free.includes(name);
      const ends = intervals[name];
      const known = free && ends !== undefined && Number.isFinite(ends.low) && Number.isFinite(ends.high);
      const note = !free ? l10n.t('held fixed') : hit.has(name) ? l10n.t('on its limit') : undefined;
      return [
        { text: name },
        cell(fit.constants[name]),
        free && !hit.has(name) ? cell(se[name], 3) : { text: '—', value: null },
        note !== undefined
          ? { text: note, value: null, tone: 'quiet' }
          : known
            ? { text: `${constantText(ends.low)} – ${constantText(ends.high)}`, value: null, source: origin }
            : { text: '—', value: null },
      ];
    }),
  };
}
