import type { Chart, Series } from '../chart';
import type { Frame } from './frame';
import { textWidth } from './text-width';

/** A text beside a point, in px; `y` is its vertical middle. */
export interface PlacedLabel {
  readonly text: string;
  readonly slot: number | null;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Dot {
  readonly x: number;
  readonly y: number;
}

/** Finds a place for each direct label and annotation: inside the axes, off the lines, points and other labels. */
export function placeLabels(chart: Chart, frame: Frame, fontSize = 12): PlacedLabel[] {
  const obstacles = chart.series.flatMap(s => outline(s, frame));
  const taken: Box[] = [];
  const labels: PlacedLabel[] = [];
  const fixed = (chart.annotations ?? []).flatMap((note): PlacedLabel[] => {
    const [x, y] = [frame.xAt(note.x), frame.yAt(note.y)];
    if (!Number.isFinite(x) || !Number.isFinite(y)) return [];
    return [{ text: note.text, slot: note.slot ?? null, x, y, anchor: note.anchor ?? 'middle' }];
  });
  for (const label of fixed) {
    const kept = pushInside(label, frame, fontSize);
    taken.push(boxOf(kept, fontSize));
    labels.push(kept);
  }
  for (const s of chart.series) {
    const label = s.label === undefined ? undefined : best(s, frame, fontSize, obstacles, taken);
    if (!label) continue;
    taken.push(boxOf(label, fontSize));
    labels.push(label);
  }
  return labels;
}

function best(
  s: Series,
  frame: Frame,
  fontSize: number,
  obstacles: readonly Dot[],
  taken: readonly Box[],
): PlacedLabel | undefined {
  const at = s.labelAt ?? lastPoint(s);
  const [x, y] = [frame.xAt(s.x[at] ?? null), frame.yAt(s.y[at] ?? null)];
  if (!Number.isFinite(x) || !Number.isFinite(y) || s.label === undefined) return undefined;
  const away = (s.mark === 'points' ? (s.width ?? 7) / 2 : 2) + 5;
  const up = away + fontSize / 2 + 2;
  const places: readonly (readonly [number, number, PlacedLabel['anchor']])[] = [
    [0, -up, 'middle'],
    [away, -up, 'start'],
    [-away, -up, 'end'],
    [0, up, 'middle'],
    [away, 0, 'start'],
    [-away, 0, 'end'],
    [away, up, 'start'],
    [-away, up, 'end'],
    [0, -2 * up, 'middle'],
    [0, 2 * up, 'middle'],
  ];
  const candidates = places.map(
    ([dx, dy, anchor]): PlacedLabel => ({
      text: s.label as string,
      slot: s.slot,
      x: x + dx,
      y: y + dy,
      anchor,
    }),
  );
  const cost = (label: PlacedLabel, rank: number): number => {
    const box = boxOf(label, fontSize);
    const outside = overflow(box, frame);
    const hits = obstacles.filter(p => inside(p, box)).length;
    const overlaps = taken.filter(t => overlap(t, box)).length;
    return outside * 100 + overlaps * 200 + hits * 4 + rank;
  };
  const scored = candidates.map((label, rank) => ({ label, cost: cost(label, rank) }));
  const chosen = scored.reduce((a, b) => (b.cost < a.cost ? b : a)).label;
  return pushInside(chosen, frame, fontSize);
}

function lastPoint(s: Series): number {
  for (let i = s.x.length - 1; i >= 0; i -= 1) if (s.x[i] !== null && s.y[i] !== null && s.y[i] !== undefined) return i;
  return 0;
}

function boxOf({ text, x, y, anchor }: PlacedLabel, fontSize: number): Box {
  const w = textWidth(text, fontSize);
  const left = anchor === 'start' ? x : anchor === 'end' ? x - w : x - w / 2;
  return { left, right: left + w, top: y - fontSize * 0.6, bottom: y + fontSize * 0.6 };
}

function overflow(box: Box, { margins, width, height }: Frame): number {
  return (
    Math.max(0, margins.left + 2 - box.left) +
    Math.max(0, box.right - margins.left - width) +
    Math.max(0, margins.top - box.top) +
    Math.max(0, box.bottom - margins.top - height)
  );
}

function pushInside(label: PlacedLabel, frame: Frame, fontSize: number): PlacedLabel {
  const box = boxOf(label, fontSize);
  const { margins, width, height } = frame;
  const right = Math.min(0, margins.left + width - box.right);
  const left = Math.max(0, margins.left + 2 - box.left);
  const down = Math.max(0, margins.top - box.top);
  const up = Math.min(0, margins.top + height - box.bottom);
  return { ...label, x: label.x + (left || right), y: label.y + (down || up) };
}

const inside = (p: Dot, box: Box): boolean =>
  p.x > box.left - 3 && p.x < box.right + 3 && p.y > box.top - 2 && p.y < box.bottom + 2;

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right + 4 && b.left < a.right + 4 && a.top < b.bottom + 2 && b.top < a.bottom + 2;

/** Spacing of the dots that stand for lines, px. */
const STEP = 6;
/** Longer series are sampled: labels need no more. */
const MOST = 400;

/** Dots along what a series draws. */
function outline(s: Series, frame: Frame): Dot[] {
  const every = Math.max(1, Math.floor(s.x.length / MOST));
  const places = s.x.flatMap((_, i) => (i % every === 0 || i === s.x.length - 1 ? [i] : []));
  const vertices = places.map(i => ({ x: frame.xAt(s.x[i] ?? null), y: frame.yAt(s.y[i] ?? null) }));
  if (s.mark === 'points')
    return vertices.flatMap(p => (Number.isFinite(p.x + p.y) ? ring(p, (s.width ?? 7) / 2) : []));
  if (s.mark !== 'line' && s.mark !== 'line+points') return [];
  const dots: Dot[] = [];
  for (let i = 1; i < vertices.length; i += 1) {
    const [a, b] = [vertices[i - 1] as Dot, vertices[i] as Dot];
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    if (!Number.isFinite(length)) continue;
    const count = Math.min(200, Math.ceil(length / STEP));
    for (let k = 0; k <= count; k += 1) {
      const t = count === 0 ? 0 : k / count;
      dots.push({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });
    }
  }
  return dots;
}

/** A point weighs more than a stretch of line: a label must not cover it. */
const ring = ({ x, y }: Dot, r: number): Dot[] =>
  [0, 1, 2, 3, 4, 5, 6, 7].map(k => ({
    x: x + r * Math.cos((k * Math.PI) / 4),
    y: y + r * Math.sin((k * Math.PI) / 4),
  }));
