import { concernsOf, contradictions } from '../../../science/facts/contradictions';
import { unitCosts } from '../../../science/facts/devices';
import { carbonIntensity, pue, type ReportedValue, utilisation } from '../../../science/facts/grids';
import { interconnects } from '../../../science/facts/planning/interconnect';
import { datedPrices, otherPrices } from '../../../science/facts/prices';
import { type Cell, publishedTable, tableNames } from '../../../science/facts/tables';
import { compact, table } from '../../values/make';
import type { List, Table, Value } from '../../values/value';
import { fieldName } from './field-name';
import { sourceText } from './sourcing';

/** A cell as a value of Scale: two numbers are an interval, other lists stay lists. */
function cellValue(cell: Cell): Value {
  if (!Array.isArray(cell)) return cell as number | string | null;
  const items = (cell as readonly Cell[]).map(cellValue);
  const [low, high] = items;
  if (items.length === 2 && typeof low === 'number' && typeof high === 'number' && low <= high)
    return { kind: 'interval', low, high };
  return compact(items);
}

/** A table as a paper prints it. */
function printed(name: string): Table {
  const { columns, rows, citation } = publishedTable(name);
  return table(
    new Map(
      columns.map((column, i): [string, List] => [
        fieldName(column),
        compact(rows.map(row => cellValue(row[i] ?? null))),
      ]),
    ),
    { title: `data.${name}`, source: sourceText(citation) },
  );
}

const reported = (name: string, values: readonly ReportedValue[], unit: string): Table =>
  table(
    {
      name: values.map(v => v.name),
      title: values.map(v => v.title),
      [unit]: Float64Array.from(values, v => v.value),
      range: values.map((v): Value => (v.range ? { kind: 'interval', low: v.range[0], high: v.range[1] } : null)),
      source: values.map(v => sourceText(v.citation)),
    },
    { title: `data.${name}` },
  );

/** Dated prices of an hour of one device; those to buy one stand in `unit_costs`. */
function prices(): Table {
  const rows = Object.entries({ ...datedPrices, ...otherPrices }).flatMap(([device, all]) =>
    all.map(price => ({ device, ...price })),
  );
  return table(
    {
      device: rows.map(r => r.device),
      usd_per_hour: Float64Array.from(rows, r => r.usdPerHour),
      range: rows.map((r): Value => (r.range ? { kind: 'interval', low: r.range[0], high: r.range[1] } : null)),
      kind: rows.map(r => r.kind),
      provider: rows.map(r => r.provider),
      date: rows.map(r => r.date),
      source: rows.map(r => sourceText(r.citation)),
    },
    { title: 'data.prices', source: 'Prices as published on the day in `date`: defaults to be edited, not quotations' },
  );
}

const costs = (): Table =>
  table(
    {
      device: Object.keys(unitCosts),
      usd: Float64Array.from(Object.values(unitCosts), c => c.usd),
      source: Object.values(unitCosts).map(c => sourceText(c.citation)),
    },
    { title: 'data.unit_costs' },
  );

const disagreements = (): Table =>
  table(
    {
      topic: contradictions.map(c => c.topic),
      detail: contradictions.map(c => c.detail),
      advice: contradictions.map(c => c.advice),
      concerns: contradictions.map(c => concernsOf(c.topic).join(', ')),
      source: contradictions.map(c => c.source),
    },
    { title: 'data.contradictions', source: 'Where sources disagree, mislead by rounding, or err' },
  );

/** Published speeds of the links between accelerators. */
function links(): Table {
  const rows = Object.entries(interconnects);
  return table(
    {
      device: rows.map(([name]) => name),
      node_size: Float64Array.from(rows, ([, link]) => link.nodeSize),
      within_node: Float64Array.from(rows, ([, link]) => link.withinNode),
      between_nodes: rows.map(([, link]) => link.betweenNodes ?? null),
      source: rows.map(([, { citation, betweenCitation }]) =>
        [citation, ...(betweenCitation ? [betweenCitation] : [])].map(sourceText).join('; '),
      ),
    },
    { title: 'data.interconnects', source: 'Bytes per second of one accelerator in one direction, as published' },
  );
}

/** Tables that `phenomena` shows under names that say what they are of. */
const ELSEWHERE = /^flan_/;

/** Published tables by their names, made when first asked for. */
export const publishedTables: Readonly<Record<string, () => Table>> = {
  ...Object.fromEntries(tableNames.filter(name => !ELSEWHERE.test(name)).map(name => [name, () => printed(name)])),
  contradictions: disagreements,
  carbon_intensity: () => reported('carbon_intensity', carbonIntensity, 'kg_per_kwh'),
  utilisation: () => reported('utilisation', utilisation, 'mfu'),
  pue: () => reported('pue', pue, 'pue'),
  interconnects: links,
  prices,
  unit_costs: costs,
};
