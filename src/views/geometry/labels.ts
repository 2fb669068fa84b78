import type { Chart, Rule, Series } from '../chart';
import type { Frame } from './frame';
import { type Box, boxOf, inside, outline, overlap } from './obstacles';

/** A text beside a point, in px; `y` is its vertical middle. */
export interface PlacedLabel {
  readonly text: string;
  readonly slot: number | null;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** Finds a place for each annotation, direct label and rule's text: inside the axes, off the lines, points and other labels. */
export function placeLabels(chart: Chart, frame: Frame, fontSize = 12): PlacedLabel[] {
  const obstacles = chart.series.flatMap(s => outline(s, frame));
  const placed: PlacedLabel[] = [];
  const taken: Box[] = [];
  const place = (candidates: readonly PlacedLabel[]): void => {
    const moved = candidates.map(label => pushInside(label, frame, fontSize));
    const costs = moved.map((label, rank) => {
      const box = boxOf(label, frame.measure(label.text, fontSize), fontSize);
      const hits = obstacles.reduce((sum, p) => sum + (inside(p, box) ? p.weight : 0), 0);
      const original = candidates[rank] as PlacedLabel;
      const shift = Math.hypot(label.x - original.x, label.y - original.y);
      return taken.filter(t => overlap(t, box)).length * 200 + hits * 4 + shift * 0.5 + rank;
    });
    const best = moved[costs.indexOf(Math.min(...costs))];
    if (!best) return;
    taken.push(boxOf(best, frame.measure(best.text, fontSize), fontSize));
    placed.push(best);
  };
  for (const note of chart.annotations ?? []) {
    const [x, y] = [frame.xAt(note.x), frame.yAt(note.y)];
    if (Number.isFinite(x + y))
      place([{ text: note.text, slot: note.slot ?? null, x, y, anchor: note.anchor ?? 'middle' }]);
  }
  for (const s of chart.series) place(besidePoint(s, frame, fontSize));
  for (const rule of chart.rules ?? []) place(alongRule(rule, frame, fontSize));
  return placed;
}

/** Places around a point, the nearest first. */
function besidePoint(s: Series, frame: Frame, fontSize: number): PlacedLabel[] {
  const { label: text, slot } = s;
  const at = s.labelAt ?? lastPoint(s);
  const [x, y] = [frame.xAt(s.x[at] ?? null), frame.yAt(s.y[at] ?? null)];
  if (text === undefined || !Number.isFinite(x + y)) return [];
  const away = (s.mark === 'points' ? (s.width ?? 7) / 2 : 2) + 6;
  const up = away + fontSize / 2 + 1;
  return [1, 1.7, 2.5, 3.4].flatMap(far => [
    { text, slot, x, y: y - up * far, anchor: 'middle' as const },
    { text, slot, x, y: y + up * far, anchor: 'middle' as const },
    { text, slot, x: x + away * far, y: y - (up - 4) * far, anchor: 'start' as const },
    { text, slot, x: x - away * far, y: y - (up - 4) * far, anchor: 'end' as const },
    { text, slot, x: x + (away + 2) * far, y, anchor: 'start' as const },
    { text, slot, x: x - (away + 2) * far, y, anchor: 'end' as const },
    { text, slot, x: x + away * far, y: y + (up - 4) * far, anchor: 'start' as const },
    { text, slot, x: x - away * far, y: y + (up - 4) * far, anchor: 'end' as const },
  ]);
}

function lastPoint(s: Series): number {
  for (let i = s.x.length - 1; i >= 0; i -= 1) if (s.x[i] !== null && s.y[i] !== null && s.y[i] !== undefined) return i;
  return 0;
}

/** Places at both ends and both sides of a reference line. */
function alongRule(rule: Rule, frame: Frame, fontSize: number): PlacedLabel[] {
  const { text } = rule;
  const { margins, width, height } = frame;
  const p = rule.axis === 'x' ? frame.xPx(rule.at) : frame.yPx(rule.at);
  if (!text || !Number.isFinite(p)) return [];
  const slot = rule.slot ?? null;
  const gap = fontSize / 2 + 4;
  if (rule.axis === 'y') {
    const [left, right] = [margins.left + 6, margins.left + width - 2];
    return [
      { text, slot, x: right, y: p - gap, anchor: 'end' },
      { text, slot, x: right, y: p + gap, anchor: 'end' },
      { text, slot, x: left, y: p - gap, anchor: 'start' },
      { text, slot, x: left, y: p + gap, anchor: 'start' },
    ];
  }
  const [top, bottom] = [margins.top + gap, margins.top + height - gap];
  return [
    { text, slot, x: p + 6, y: top, anchor: 'start' },
    { text, slot, x: p - 6, y: top, anchor: 'end' },
    { text, slot, x: p + 6, y: bottom, anchor: 'start' },
    { text, slot, x: p - 6, y: bottom, anchor: 'end' },
  ];
}

function pushInside(label: PlacedLabel, frame: Frame, fontSize: number): PlacedLabel {
  const box = boxOf(label, frame.measure(label.text, fontSize), fontSize);
  const { margins, width, height } = frame;
  const right = Math.min(0, margins.left + width - box.right);
  const left = Math.max(0, margins.left + 2 - box.left);
  const down = Math.max(0, margins.top - box.top);
  const up = Math.min(0, margins.top + height - box.bottom);
  return { ...label, x: label.x + (left || right), y: label.y + (down || up) };
}
