/**
 * Numbers as researchers write them. One place for all outputs, so that a number never looks different in a table, on an axis,
 * in a terminal or in an export.
 */
export { type ColumnOptions, formatColumn, NO_VALUE } from './format/column';
export { exactNumber } from './format/digits';
export { formatDuration } from './format/duration';
export { type FormatOptions, formatNumber } from './format/number';
export {
  columnUnit,
  exactQuantity,
  formatIn,
  formatQuantity,
  type QuantityParts,
  quantityParts,
  styleOf,
} from './format/quantity';
export { axisTicks, linearTicks, logTicks, type Ticks, tickLabel } from './format/ticks';
