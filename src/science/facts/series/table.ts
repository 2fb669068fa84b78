import { publishedSeries, type ResultSeries, type SeriesPoint } from './series';

/** Series as columns, one row per measured result. NaN where a figure is not published. */
export interface SeriesTable {
  readonly series: readonly string[];
  readonly title: readonly string[];
  readonly family: readonly string[];
  readonly category: readonly string[];
  readonly metric: readonly string[];
  readonly unit: readonly string[];
  readonly model: readonly string[];
  readonly params: Float64Array;
  readonly tokens: Float64Array;
  readonly flops: Float64Array;
  readonly value: Float64Array;
  readonly stderr: Float64Array;
  readonly chance: Float64Array;
  readonly higherIsBetter: readonly (boolean | null)[];
  readonly core: readonly boolean[];
  readonly source: readonly string[];
  readonly locator: readonly string[];
  readonly licence: readonly string[];
  readonly rows: number;
}

/** Published series as one table. */
export function seriesTable(series: readonly ResultSeries[] = publishedSeries()): SeriesTable {
  const words = (of: (s: ResultSeries, p: SeriesPoint) => string) => series.flatMap(s => s.points.map(p => of(s, p)));
  const flags = <T>(of: (s: ResultSeries) => T) => series.flatMap(s => s.points.map(() => of(s)));
  const numbers = (of: (s: ResultSeries, p: SeriesPoint) => number | null) =>
    Float64Array.from(series.flatMap(s => s.points.map(p => of(s, p) ?? Number.NaN)));
  const value = numbers((_, p) => p.value);
  return {
    series: words(s => s.id),
    title: words(s => s.title),
    family: words(s => s.family),
    category: words(s => s.category),
    metric: words(s => s.metric),
    unit: words(s => s.unit),
    model: words((_, p) => p.model),
    params: numbers((_, p) => p.params),
    tokens: numbers((_, p) => p.tokens),
    flops: numbers((_, p) => p.flops),
    value,
    stderr: numbers((_, p) => p.stderr),
    chance: numbers(s => s.chance),
    higherIsBetter: flags(s => s.higherIsBetter),
    core: flags(s => s.core),
    source: words(s => s.citation.source),
    locator: words(s => s.citation.locator),
    licence: words(s => s.licence),
    rows: value.length,
  };
}
