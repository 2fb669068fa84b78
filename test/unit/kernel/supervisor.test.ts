import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CellRequest, HostFunctions } from '../../../src/kernel/protocol';
import { spawnNode } from '../../../src/kernel/spawn-node';
import { type Loss, Supervisor } from '../../../src/kernel/supervisor';
import { bundle } from './bundle';

let script = '';
beforeAll(async () => {
  script = path.join(await bundle('kernel-node'), 'kernel.js');
}, 60_000);

const host: HostFunctions = {
  readFile: async name => new TextEncoder().encode(name === 'a.csv' ? 'x\n1\n2\n' : ''),
  findFiles: async () => [],
  progress: () => undefined,
};

const open: Supervisor[] = [];
function start(deadline = 60_000, memory = 512): { kernel: Supervisor; losses: Loss[] } {
  const losses: Loss[] = [];
  const kernel = new Supervisor(
    () => spawnNode(script, memory),
    host,
    { deadline, options: { full: true } },
    loss => losses.push(loss),
  );
  open.push(kernel);
  return { kernel, losses };
}
afterEach(() => {
  for (const one of open.splice(0)) one.dispose();
});

const cell = (result: number, text: string, needs: CellRequest['needs'] = []): CellRequest => ({
  kind: 'scale',
  text,
  result,
  needs,
});
const RUNAWAY = 'map(linspace(0, 1, 1e7), x => sum(map(linspace(0, 1, 100), y => x * y)))';

describe('a supervised kernel', () => {
  it('evaluates, and shows to a cell exactly what it needs', async () => {
    const { kernel } = start();
    await kernel.evaluate(cell(1, 'a = 2; b = 3'));
    expect((await kernel.evaluate(cell(2, 'a * 5', [{ name: 'a', result: 1 }]))).full?.value).toBe(10);
    expect((await kernel.evaluate(cell(3, 'b', [{ name: 'a', result: 1 }]))).status).toBe('error');
  });

  it('is interrupted within 200 ms, and goes on', async () => {
    const { kernel, losses } = start();
    await kernel.evaluate(cell(1, '1'));
    const running = kernel.evaluate(cell(2, RUNAWAY));
    await new Promise(resolve => setTimeout(resolve, 300));
    const at = performance.now();
    kernel.interrupt();
    const outcome = await running;
    expect(performance.now() - at).toBeLessThan(200);
    expect(outcome.status).toBe('error');
    expect(outcome.diagnostics[0]?.code).toBe('interrupted');
    expect(losses).toEqual(['interrupted']);
    expect((await kernel.evaluate(cell(3, '1 + 1'))).full?.value).toBe(2);
  });

  it('stops what takes too long, with a sentence', async () => {
    const { kernel } = start(300);
    const outcome = await kernel.evaluate(cell(1, RUNAWAY));
    expect(outcome.diagnostics[0]).toMatchObject({ code: 'deadline', severity: 'error' });
    expect(outcome.diagnostics[0]?.message).toMatch(/0\.3 seconds/);
  });

  it('survives running out of memory', async () => {
    const { kernel, losses } = start(60_000, 64);
    const outcome = await kernel.evaluate(cell(1, 'map(range(1, 1e6), x => map(range(1, 100), y => [x, [y]]))'));
    expect(outcome.status).toBe('error');
    expect(outcome.diagnostics[0]?.message).toMatch(/memory/);
    expect(losses.length).toBeLessThanOrEqual(1);
    expect((await kernel.evaluate(cell(2, '2 * 3'))).full?.value).toBe(6);
  }, 60_000);

  it('survives long lists, which lie outside the heap that Node limits', async () => {
    const { kernel } = start(60_000, 256);
    const outcome = await kernel.evaluate(cell(1, 'map(range(0, 1e6), i => range(0, 1e5));'));
    expect(outcome.diagnostics[0]?.message).toMatch(/more than 256 MB of memory/);
    expect((await kernel.evaluate(cell(2, '2 * 3'))).full?.value).toBe(6);
  }, 60_000);

  it('refuses a list that could not fit before it is made', async () => {
    const { kernel } = start();
    const outcome = await kernel.evaluate(cell(1, 'linspace(0, 1, 1e12)'));
    expect(outcome.diagnostics[0]?.code).toBe('too-large');
  });

  it('reads files through its host and says which', async () => {
    const { kernel } = start();
    const outcome = await kernel.evaluate(cell(1, 'sum(load("a.csv").x)'));
    expect(outcome.full?.value).toBe(3);
    expect(outcome.files['a.csv']).toMatch(/^[0-9a-f]{64}$/);
  });
});
