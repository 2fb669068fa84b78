import * as l10n from '@vscode/l10n';
import type { Chart, Series } from '../../../src/views/chart';
import { legendSeries } from '../../../src/views/fallback/svg/legend';
import { markerOf } from '../../../src/views/palette';
import { groupOf } from '../../../src/views/plotly/traces';
import { h } from '../dom';
import { swatch } from '../marker';

/** A legend whose entries switch their series on and off. */
export function legendOf(
  chart: Chart,
  hidden: ReadonlySet<string>,
  toggle: (group: string) => void,
): HTMLElement | undefined {
  const entries = legendSeries(chart);
  if (entries.length === 0) return undefined;
  return h(
    'div',
    { class: 'sb-legend', attributes: { role: 'group', 'aria-label': l10n.t('Series') } },
    ...entries.map(s => entry(s, hidden.has(groupOf(s)), () => toggle(groupOf(s)))),
  );
}

function entry(s: Series, isHidden: boolean, press: () => void): HTMLElement {
  const line = s.mark === 'line' || s.mark === 'line+points';
  const marker =
    s.mark === 'line' ? undefined : s.mark === 'bars' || s.mark === 'band' ? 'square' : (s.marker ?? markerOf(s.slot));
  return h(
    'button',
    {
      class: 'sb-legend-entry',
      title: isHidden ? l10n.t('Show {0}', s.name) : l10n.t('Hide {0}', s.name),
      attributes: { type: 'button', 'aria-pressed': String(!isHidden) },
      on: { click: press },
    },
    swatch({ slot: s.slot, line, marker, dash: s.dash }),
    s.name,
  );
}
