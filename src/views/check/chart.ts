import * as v from 'valibot';
import type { Annotation, Axis, Chart, Rule, Series } from '../chart';
import { bool, data, figures, finite, LIMITS, listOf, numbers, slot, style, text } from './basics';

const axis: v.GenericSchema<unknown, Axis> = v.object({
  label: text,
  scale: v.picklist(['linear', 'log', 'category']),
  style: v.optional(style),
  domain: v.optional(v.tuple([finite, finite])),
  categories: v.optional(listOf(text)),
  reversed: v.optional(bool),
});

const series: v.GenericSchema<unknown, Series> = v.object({
  name: text,
  mark: v.picklist(['line', 'points', 'line+points', 'band', 'bars', 'heatmap', 'contour']),
  slot: v.nullable(slot),
  x: data,
  y: data,
  low: v.optional(figures),
  high: v.optional(figures),
  z: v.optional(listOf(figures)),
  dash: v.optional(v.picklist(['solid', 'dash', 'dot', 'dashdot'])),
  width: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(40))),
  widths: v.optional(numbers),
  marker: v.optional(v.picklist(['circle', 'square', 'diamond', 'diamond-open', 'triangle', 'cross', 'x', 'star'])),
  opacity: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  notes: v.optional(listOf(v.nullable(text), LIMITS.points)),
  quiet: v.optional(bool),
  label: v.optional(text),
  labelAt: v.optional(slot),
  group: v.optional(text),
});

const place = v.union([finite, text]);

const annotation: v.GenericSchema<unknown, Annotation> = v.object({
  x: place,
  y: place,
  text,
  slot: v.optional(v.nullable(slot)),
  anchor: v.optional(v.picklist(['start', 'middle', 'end'])),
});

const rule: v.GenericSchema<unknown, Rule> = v.object({
  axis: v.picklist(['x', 'y']),
  at: finite,
  text: v.optional(text),
  slot: v.optional(v.nullable(slot)),
});

export const chartSchema: v.GenericSchema<unknown, Chart> = v.object({
  title: text,
  summary: text,
  x: axis,
  y: axis,
  series: listOf(series, LIMITS.series),
  annotations: v.optional(listOf(annotation)),
  rules: v.optional(listOf(rule, 100)),
  legend: v.optional(v.picklist(['none', 'top'])),
  height: v.optional(v.pipe(v.number(), v.minValue(80), v.maxValue(2000))),
  square: v.optional(bool),
  barMode: v.optional(v.picklist(['group', 'stack', 'overlay'])),
});

export const chartsSchema = listOf(chartSchema, 60);
