import type { Marker } from '../palette';

const polygon = (points: readonly (readonly [number, number])[]): string =>
  `M${points.map(([x, y]) => `${round(x)},${round(y)}`).join('L')}Z`;

const round = (x: number): number => Math.round(x * 100) / 100;

/** Outline of a marker around the origin, as SVG path data, with about the area of a circle of the diameter. */
export function markerPath(marker: Marker, diameter: number): string {
  const r = diameter / 2;
  switch (marker) {
    case 'circle':
      return `M${round(-r)},0A${round(r)},${round(r)} 0 1 1 ${round(r)},0A${round(r)},${round(r)} 0 1 1 ${round(-r)},0Z`;
    case 'square': {
      const a = r * 0.9;
      return polygon([
        [-a, -a],
        [a, -a],
        [a, a],
        [-a, a],
      ]);
    }
    case 'diamond':
    case 'diamond-open': {
      const a = r * 1.25;
      return polygon([
        [0, -a],
        [a, 0],
        [0, a],
        [-a, 0],
      ]);
    }
    case 'triangle': {
      const a = r * 1.2;
      return polygon([
        [0, -a],
        [a, a * 0.8],
        [-a, a * 0.8],
      ]);
    }
    case 'cross':
      return crossPath(r * 1.1, r * 0.4);
    case 'x':
      return crossPath(r * 1.15, r * 0.4, Math.PI / 4);
    case 'star':
      return polygon(
        Array.from({ length: 10 }, (_, i) => {
          const radius = (i % 2 === 0 ? 1.35 : 0.6) * r;
          const angle = -Math.PI / 2 + (i * Math.PI) / 5;
          return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
        }),
      );
  }
}

function crossPath(a: number, b: number, turn = 0): string {
  const corners: readonly (readonly [number, number])[] = [
    [-b, -a],
    [b, -a],
    [b, -b],
    [a, -b],
    [a, b],
    [b, b],
    [b, a],
    [-b, a],
    [-b, b],
    [-a, b],
    [-a, -b],
    [-b, -b],
  ];
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return polygon(corners.map(([x, y]) => [x * cos - y * sin, x * sin + y * cos] as const));
}

/** Lengths of strokes and gaps in px. */
export const DASHES = { solid: '', dash: '7 4', dot: '2 3', dashdot: '8 3 2 3' } as const;
