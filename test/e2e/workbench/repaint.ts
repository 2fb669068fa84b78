import type { Frame } from 'playwright-core';

/**
 * Moves the first slider in the frame step by step, and measures in the page how many milliseconds pass from each step
 * until an output of another cell has changed and is painted.
 */
export async function repaintTimes(outputs: Frame, steps: number): Promise<number[]> {
  return outputs.evaluate(async count => {
    const slider = document.querySelector<HTMLInputElement>('input[type=range]');
    const own = slider?.closest('.output_container');
    if (!slider || !own) throw new Error('No slider is drawn.');
    const painted = () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const changed = () =>
      new Promise<void>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('No other output changed.')), 5000);
        const observer = new MutationObserver(changes => {
          if (changes.every(change => own.contains(change.target))) return;
          clearTimeout(late);
          observer.disconnect();
          resolve();
        });
        observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      });
    const times: number[] = [];
    for (let step = 0; step < count; step += 1) {
      const started = performance.now();
      const change = changed();
      slider.value = String(Number(slider.value) + 3);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      await change;
      await painted();
      times.push(performance.now() - started);
      await new Promise(resolve => setTimeout(resolve, 200));
    }
    return times;
  }, steps);
}
