import { type Measure, textWidth } from '../../../src/views/geometry/text-width';

let context: CanvasRenderingContext2D | null | undefined;

/** Measures texts in the font that they will be drawn in. */
export function measureIn(font: string): Measure {
  context ??= document.createElement('canvas').getContext?.('2d') ?? null;
  return (text, size) => {
    if (!context) return textWidth(text, size);
    context.font = `${size}px ${font}`;
    return context.measureText(text).width;
  };
}
