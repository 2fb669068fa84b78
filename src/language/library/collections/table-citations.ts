import { contradictions } from '../../../science/facts/contradictions';
import { gopherQuality, gopherRepetition, leeC4, leeDuplicationRates } from '../../../science/facts/corpus';
import { unitCosts } from '../../../science/facts/devices';
import { carbonIntensity, pue, utilisation } from '../../../science/facts/grids';
import { lossCurveRuns } from '../../../science/facts/loss_curves';
import { allModels } from '../../../science/facts/models';
import { publishedEces } from '../../../science/facts/phenomena/calibration';
import { emergenceThresholds } from '../../../science/facts/phenomena/emergence';
import { findings } from '../../../science/facts/phenomena/findings';
import { flanTables, preferences } from '../../../science/facts/phenomena/instruction';
import { prizeTasks } from '../../../science/facts/phenomena/inverse';
import { blimpCitation, wordRanges } from '../../../science/facts/phenomena/words';
import { interconnects } from '../../../science/facts/planning/interconnect';
import { datedPrices, otherPrices } from '../../../science/facts/prices';
import { publishedSeries } from '../../../science/facts/series/series';
import { publishedTable, tableNames } from '../../../science/facts/tables';
import type { Citation } from '../../../science/source';
import { knnlmPublished } from './knnlm-tables';
import { gadreSeries } from './result-tables';

interface Cited {
  readonly citation: Citation;
}

const of = (rows: readonly Cited[]) => rows.map(row => row.citation);

/** Citations of the tables that are put together from several facts. */
const MADE: Readonly<Record<string, () => readonly Citation[]>> = {
  loss_curves: () => of(lossCurveRuns()),
  series: () => of(publishedSeries()),
  results: () => allModels().flatMap(model => of(model.results)),
  gadre_runs: () => of(gadreSeries()),
  contradictions: () => contradictions.map(({ source }) => ({ source, locator: '', flag: 'verified' as const })),
  carbon_intensity: () => of(carbonIntensity),
  utilisation: () => of(utilisation),
  pue: () => of(pue),
  interconnects: () =>
    Object.values(interconnects).flatMap(({ citation, betweenCitation }) =>
      betweenCitation ? [citation, betweenCitation] : [citation],
    ),
  prices: () => of(Object.values({ ...datedPrices, ...otherPrices }).flat()),
  unit_costs: () => of(Object.values(unitCosts)),
  calibration: () => of(publishedEces),
  emergence_thresholds: () => of(emergenceThresholds),
  inverse_scaling_prize: () => of(prizeTasks),
  blimp: () => [blimpCitation],
  word_ranges: () => wordRanges.map(r => r.citation),
  flan_compute: () => [flanTables.compute.citation],
  flan_tasks: () => [flanTables.tasks.citation],
  flan_prompting: () => [flanTables.prompting.citation],
  flan_families: () => [flanTables.families.citation],
  preferences: () => of(preferences),
  findings: () => Object.values(findings).flatMap(of),
  gopher_quality: () => [gopherQuality.citation],
  gopher_repetition: () => [gopherRepetition.citation],
  duplication_rates: () => [leeDuplicationRates.citation],
  c4_dedup: () => [leeC4.tokensCitation, leeC4.copiedCitation],
};

/** One citation for each source, in order of appearance: its place if there is but one, recalled if any part was. */
function perSource(all: readonly Citation[]): readonly Citation[] {
  return [...new Set(all.map(c => c.source))].map(source => {
    const own = all.filter(c => c.source === source);
    const places = [...new Set(own.map(c => c.locator))];
    const flag = own.some(c => c.flag === 'memory') ? 'memory' : 'verified';
    return { source, locator: places.length === 1 ? (places[0] ?? '') : '', flag };
  });
}

/** Where a table of `data` comes from, by its title (`data.hoffmann_table3`); empty where the title is of no such table. */
export function citationsOfTable(title: string): readonly Citation[] {
  if (!title.startsWith('data.')) return [];
  const name = title.slice('data.'.length);
  if (!name.startsWith('flan_') && tableNames.includes(name)) return [publishedTable(name).citation];
  const published = knnlmPublished.get(name);
  if (published) return [published.citation];
  return perSource(Object.hasOwn(MADE, name) ? (MADE[name]?.() ?? []) : []);
}
