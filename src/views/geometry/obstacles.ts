import type { Series } from '../chart';
import type { Frame } from './frame';
import type { PlacedLabel } from './labels';

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Something that a label should not cover, and how much that would hurt. */
export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly weight: number;
}

export function boxOf({ x, y, anchor }: PlacedLabel, width: number, fontSize: number): Box {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - fontSize * 0.6, bottom: y + fontSize * 0.6 };
}

export const inside = (p: Dot, box: Box): boolean =>
  p.x > box.left - 3 && p.x < box.right + 3 && p.y > box.top - 1 && p.y < box.bottom + 1;

export const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right + 4 && b.left < a.right + 4 && a.top < b.bottom + 2 && b.top < a.bottom + 2;

/** Spacing of the dots that stand for lines, px. */
const STEP = 6;
/** Longer series are sampled: labels need no more. */
const MOST = 400;

/** Dots along what a series draws. */
export function outline(s: Series, frame: Frame): Dot[] {
  const every = Math.max(1, Math.floor(s.x.length / MOST));
  const places = s.x.flatMap((_, i) => (i % every === 0 || i === s.x.length - 1 ? [i] : []));
  const vertices = places.map(i => ({ x: frame.xAt(s.x[i] ?? null), y: frame.yAt(s.y[i] ?? null) }));
  const points = vertices.filter(p => Number.isFinite(p.x + p.y));
  if (s.mark === 'points') return points.flatMap(p => disc(p, (s.width ?? 7) / 2));
  const bars = errorBars(s, places, frame);
  if (s.mark === 'line') return along(vertices);
  return s.mark === 'line+points' ? [...along(vertices), ...points.flatMap(p => disc(p, 3.5)), ...bars] : [];
}

function along(vertices: readonly { x: number; y: number }[]): Dot[] {
  const dots: Dot[] = [];
  for (let i = 1; i < vertices.length; i += 1) {
    const [a, b] = [vertices[i - 1] as { x: number; y: number }, vertices[i] as { x: number; y: number }];
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    if (!Number.isFinite(length)) continue;
    const count = Math.min(200, Math.ceil(length / STEP));
    for (let k = 0; k <= count; k += 1) {
      const t = count === 0 ? 0 : k / count;
      dots.push({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t, weight: 1 });
    }
  }
  return dots;
}

/** A point weighs more than a stretch of line, and a label that nearly touches another series' point would seem to belong to it. */
function disc({ x, y }: { x: number; y: number }, r: number): Dot[] {
  const circle = (radius: number, weight: number): Dot[] =>
    [0, 1, 2, 3, 4, 5, 6, 7].map(k => ({
      x: x + radius * Math.cos((k * Math.PI) / 4),
      y: y + radius * Math.sin((k * Math.PI) / 4),
      weight,
    }));
  return [{ x, y, weight: 6 }, ...circle(r, 3), ...circle(r + 4, 0.5)];
}

const errorBars = (s: Series, places: readonly number[], frame: Frame): Dot[] =>
  places.flatMap(i => {
    const [x, low, high] = [frame.xAt(s.x[i] ?? null), frame.yAt(s.low?.[i] ?? null), frame.yAt(s.high?.[i] ?? null)];
    if (!Number.isFinite(x + low + high)) return [];
    return [0, 0.25, 0.5, 0.75, 1].map(t => ({ x, y: low + (high - low) * t, weight: 0.5 }));
  });
