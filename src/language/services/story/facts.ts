import * as l10n from '@vscode/l10n';
import { findDevice } from '../../../science/facts/devices';
import type { ModelFacts, Result } from '../../../science/facts/model';
import { findModel } from '../../../science/facts/models';
import type { Citation } from '../../../science/source';
import type { Block, Line } from '../../../views/blocks';
import { formatNumber } from '../../../views/format';
import { displayText } from '../../display';
import { citationOfField, fieldOf } from '../../library/collections/model-fields';
import { sourceText } from '../../library/collections/sourcing';
import { tableBlock } from '../../library/table-block';
import type { DeviceValue, ModelValue } from '../../values/value';
import { isList, type Value } from '../../values/value';
import { disagreements, disputed } from './disagreements';
import type { Story } from './story';

/** Fields that stand elsewhere in the story. */
const ELSEWHERE: readonly string[] = ['name', 'title', 'source', 'notes'];

/** A model or device: its figures with their sources, then results or prices. */
export function factsStory(value: ModelValue | DeviceValue): Story {
  const model = value.kind === 'model' ? findModel(value.name) : undefined;
  const device = value.kind === 'device' ? findDevice(value.name) : undefined;
  const citation = (model ?? device)?.citation ?? { source: '', locator: '', flag: 'verified' as const };
  const recalled = (model?.recalled ?? []).map(fieldOf);
  const place = `${model ? 'models' : 'hardware'}.${value.name}`;
  return {
    title: value.title,
    blocks: [
      figures(value, citation, model),
      ...(device && device.prices.length > 0 ? [prices(device.prices)] : []),
      ...((model ?? device)?.notes ?? []).map((text): Block => ({ kind: 'text', text })),
      ...(recalled.length > 0
        ? [
            {
              kind: 'note' as const,
              tone: 'warning' as const,
              text: l10n.t('Recalled, not seen in the source: {0}. Check before you rely on it.', recalled.join(', ')),
            },
          ]
        : []),
      ...disputed(place),
    ],
    more: [...(model && model.results.length > 0 ? [results(model.results)] : []), ...disagreements(place)],
    citation,
  };
}

/** A field in words; nested records (an architecture) are told by their own fields. */
const isShown = (field: Value): boolean =>
  field !== null &&
  !(typeof field === 'object' && !isList(field) && (field.kind === 'table' || field.kind === 'record'));

function figures(value: ModelValue | DeviceValue, citation: Citation, model?: ModelFacts): Block {
  const own = sourceText(citation);
  const items = [...value.fields].flatMap(([name, field]): Line[] => {
    const source = value.sources?.get(name) ?? own;
    // What stands in the main source needs no mention of it; what was recalled is named in a warning below.
    const doubtful = model !== undefined && citationOfField(model, name).flag === 'memory';
    const origin = doubtful ? { interval: l10n.t('unconfirmed') } : source === own ? {} : { interval: source };
    if (ELSEWHERE.includes(name)) return [];
    if (name === 'peaks') return peaks(field).map(line => ({ ...line, ...origin }));
    return isShown(field) ? [{ name, text: displayText(field), ...origin }] : [];
  });
  return { kind: 'lines', items };
}

function peaks(field: Value): Line[] {
  if (field === null || typeof field !== 'object' || isList(field) || field.kind !== 'record') return [];
  return [...field.fields].map(([precision, rate]) => ({ name: `peaks.${precision}`, text: displayText(rate) }));
}

const prices = (all: NonNullable<ReturnType<typeof findDevice>>['prices']): Block =>
  tableBlock(
    [
      { name: l10n.t('USD an hour'), values: all.map(p => formatNumber(p.usdPerHour, 'usd')), end: true },
      { name: l10n.t('Kind'), values: all.map(p => p.kind) },
      { name: l10n.t('By'), values: all.map(p => p.provider) },
      { name: l10n.t('Date'), values: all.map(p => p.date) },
      { name: l10n.t('Source'), values: all.map(p => sourceText(p.citation)) },
    ],
    { title: l10n.t('Prices: dated, to be edited; the first is the default') },
  );

const results = (all: readonly Result[]): Block =>
  tableBlock(
    [
      { name: l10n.t('Benchmark'), values: all.map(r => r.benchmark) },
      { name: l10n.t('Setting'), values: all.map(r => r.setting) },
      { name: l10n.t('Metric'), values: all.map(r => (r.metric === r.unit ? '' : r.metric)) },
      { name: l10n.t('Value'), values: all.map(valueText), end: true },
      { name: l10n.t('Source'), values: all.map(r => sourceText(r.citation)) },
    ],
    { title: l10n.t('Measured results') },
  );

function valueText({ value, unit }: Result): string {
  if (unit === 'percent') return `${value} %`;
  return unit === 'fraction' ? String(value) : `${value} ${unit}`;
}
