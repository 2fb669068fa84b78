import { describe, expect, it } from 'vitest';
import { flush, lab } from './toy';

const chain = { A: 'a = 1', B: 'b = a', C: 'c = b', X: 'x = 2' };

describe('running a cell', () => {
  it('runs first what it needs, and then what depends on all that ran', async () => {
    const { session, kernel, set, drain, states } = lab();
    set(chain);
    session.run(['B']);
    expect([...states]).toEqual([
      ['A', 'queued'],
      ['B', 'queued'],
      ['C', 'queued'],
    ]);
    await drain();
    expect(kernel.log).toEqual(['A', 'B', 'C']);
    expect(states).toEqual(new Map(Object.entries({ A: 'ok', B: 'ok', C: 'ok' })));
    session.run(['B']);
    await drain();
    expect(kernel.log.slice(3)).toEqual(['B', 'C']);
  });

  it('in manual mode marks dependants stale', async () => {
    const { session, kernel, set, drain, states } = lab('manual');
    set(chain);
    session.runAll();
    await drain();
    set({ ...chain, A: 'a = 7' });
    expect(Object.fromEntries(states)).toEqual({ A: 'stale', B: 'stale', C: 'stale', X: 'ok' });
    session.run(['B']);
    await drain();
    expect(kernel.log.slice(4)).toEqual(['A', 'B']);
    expect(Object.fromEntries(states)).toEqual({ A: 'ok', B: 'ok', C: 'stale', X: 'ok' });
    session.runStale();
    await drain();
    expect(kernel.log.slice(6)).toEqual(['C']);
  });

  it('skips what needs a cell that failed, names it, and tries it again when asked', async () => {
    const { session, kernel, set, drain, states, details, outcomes } = lab();
    set({ ...chain, A: 'a = !' });
    session.runAll();
    await drain();
    expect(Object.fromEntries(states)).toEqual({ A: 'error', B: 'skipped', C: 'skipped', X: 'ok' });
    expect(details.get('C')).toEqual({ because: 'A' });
    expect(outcomes.get('C')).toBeUndefined();
    session.run(['C']);
    await drain();
    expect(kernel.log).toEqual(['A', 'X', 'A']);
  });

  it('runs in dependency order whatever the document order, all at once', async () => {
    const { session, kernel, set, drain } = lab();
    set({ C: 'c = b', B: 'b = a', A: 'a = 1' });
    session.runAll();
    await drain();
    session.runAll();
    await drain();
    expect(kernel.log).toEqual(['A', 'B', 'C', 'A', 'B', 'C']);
  });

  it('refuses cells with duplicates and cycles, and skips what needs them', async () => {
    const { session, kernel, set, drain, states, outcomes } = lab();
    set({ A: 'a = 1', D: 'a d = 2', P: 'p = q', Q: 'q = p', U: 'd', V: 'q', W: 'a' });
    session.runAll();
    await drain();
    expect(kernel.log).toEqual(['A', 'W']);
    expect(Object.fromEntries(states)).toEqual({
      A: 'ok',
      D: 'error',
      P: 'error',
      Q: 'error',
      U: 'skipped',
      V: 'skipped',
      W: 'ok',
    });
    expect([outcomes.get('D')?.value, outcomes.get('P')?.value]).toEqual(['duplicate', 'cycle']);
  });

  it('turns a rejected evaluation into an outcome', async () => {
    const { session, kernel, set, drain, outcomes } = lab();
    set({ A: 'a = 1' });
    session.run(['A']);
    await flush();
    kernel.pending?.reject(new Error('no'));
    kernel.pending = undefined;
    await drain();
    expect(outcomes.get('A')).toEqual({ status: 'error', value: 'Error: no' });
  });

  it('resolves when all is done', async () => {
    const { session, set, drain } = lab();
    set(chain);
    let done = false;
    session.run(['C']).then(() => {
      done = true;
    });
    await flush();
    expect(done).toBe(false);
    await drain();
    expect(done).toBe(true);
    await session.run([]);
    await session.run(['gone']);
    await session.idle();
  });
});

describe('edits', () => {
  it('mark stale, and undoing them makes fresh again', async () => {
    const { session, kernel, set, drain, states } = lab();
    set(chain);
    session.runAll();
    await drain();
    set({ ...chain, B: 'b = a 2' });
    expect(Object.fromEntries(states)).toEqual({ A: 'ok', B: 'stale', C: 'stale', X: 'ok' });
    set(chain);
    expect(Object.fromEntries(states)).toEqual({ A: 'ok', B: 'ok', C: 'ok', X: 'ok' });
    await drain();
    expect(kernel.log).toHaveLength(4);
  });

  it('that rename, duplicate or remove names reach all that used them', async () => {
    const { session, set, drain, states, outcomes } = lab();
    set({ A: 'a = 1', B: 'a' });
    session.runAll();
    await drain();
    set({ A: 'z = 1', B: 'a' });
    session.run(['A']);
    await drain();
    expect(outcomes.get('B')).toEqual({ status: 'error', value: 'unknown a' });
    set({ A: 'z = 1', B: 'a', D: 'z = 4' });
    session.run(['D']);
    await drain();
    expect(outcomes.get('D')).toEqual({ status: 'error', value: 'duplicate' });
    set({ A: '1', B: 'a', D: 'z = 4' });
    session.run(['A']);
    await drain();
    expect(states.get('D')).toBe('ok');
  });

  it('while the cell runs void that run', async () => {
    const { session, kernel, set, drain, states, outcomes, events } = lab();
    set({ A: 'a = 1', B: 'a' });
    session.run(['A']);
    await flush();
    set({ A: 'a = 2', B: 'a' });
    await drain();
    expect(events.filter(event => event.startsWith('A='))).toEqual(['A=33 (dependency)']);
    expect(kernel.log).toEqual(['A', 'A', 'B']);
    expect(states.get('B')).toBe('ok');
    expect(outcomes.get('A')?.value).toBe(33);
  });

  it('by another program keep the results of unchanged cells', async () => {
    const { session, kernel, set, drain, states, outcomes } = lab();
    set(chain);
    session.runAll();
    await drain();
    const value = outcomes.get('A');
    set({ n1: 'a = 1', n2: 'b = a 9', n3: 'c = b', n4: 'x = 2' });
    expect([...['n1', 'n2', 'n3', 'n4']].map(id => states.get(id))).toEqual(['ok', undefined, 'stale', 'ok']);
    expect(outcomes.get('n1')).toBe(value);
    session.runStale();
    await drain();
    expect(kernel.log.slice(4)).toEqual(['n2', 'n3']);
    expect(kernel.complaints).toEqual([]);
  });
});

describe('cells that are cut and pasted', () => {
  it('come back with their results, whose values are computed again when they are needed', async () => {
    const { session, kernel, set, drain, states, events } = lab();
    set(chain);
    session.runAll();
    await drain();
    set({ C: 'c = b', X: 'x = 2' });
    expect(states.get('C')).toBe('stale');
    set({ C: 'c = b', X: 'x = 2', A2: 'a = 1', B2: 'b = a' });
    expect(['A2', 'B2', 'C'].map(id => states.get(id))).toEqual(['ok', 'ok', 'ok']);
    expect(events).toContain('B2=63 (restored)');
    session.run(['C']);
    await drain();
    expect(kernel.log.slice(4)).toEqual(['(A2)', '(B2)', 'C']);
    expect(kernel.complaints).toEqual([]);
  });

  it('come back without what no longer holds', async () => {
    const { session, set, drain, states } = lab();
    set({ A: 'a = @' });
    session.runAll();
    await drain();
    set({});
    session.invalidate([]);
    set({ B: 'a = @' });
    expect(states.get('B')).toBeUndefined();
  });
});

describe('inputs', () => {
  const cells = { S: 's = ?', P: 'p = s', Q: 'q = p' };

  it('run their dependants, the newest position first, and pass over those between', async () => {
    const { session, kernel, set, drain, outcomes, events } = lab();
    set(cells);
    session.runAll();
    await drain();
    kernel.log.length = 0;
    events.length = 0;
    session.setInput('S', 'p', 10);
    await flush();
    kernel.answer();
    await flush();
    expect(kernel.pending?.cell).toBe('P');
    for (const position of [11, 12, 13]) session.setInput('S', 'p', position);
    await drain();
    expect(kernel.log).toEqual(['S', 'P', 'S', 'P', 'Q']);
    expect(outcomes.get('S')?.value).toBe(44);
    expect(events).toContain('S=44 (input)');
    // The picture between is shown, and not as the last word.
    expect(events.filter(event => event.startsWith('P'))).toEqual([
      'P:queued',
      'P:running',
      expect.stringMatching(/^P=\d+ \(dependency\)$/),
      'P:queued',
      'P:running',
      expect.stringMatching(/^P=\d+ \(dependency\)$/),
      'P:ok',
    ]);
  });

  it('in manual mode run their own cell only', async () => {
    const { session, kernel, set, drain, states } = lab('manual');
    set(cells);
    session.runAll();
    await drain();
    session.setInput('S', 'p', 6);
    session.setInput('S', 'p', 6);
    await drain();
    expect(kernel.log.slice(3)).toEqual(['S']);
    expect(Object.fromEntries(states)).toEqual({ S: 'ok', P: 'stale', Q: 'stale' });
  });

  it('keep their position when the file is read again, and lose it by an edit', async () => {
    const { session, set, drain, states } = lab();
    set(cells);
    session.setInput('S', 'p', 6);
    await drain();
    set({ T: 's = ?' });
    expect([session.inputs('T').get('p'), states.get('T')]).toEqual([6, 'ok']);
    set({ T: 's = ? 2' });
    expect(session.inputs('T').size).toBe(0);
  });
});

describe('interrupting', () => {
  it('empties the queue, keeps outcomes, and computes lost values again without a word when they are needed', async () => {
    const { session, kernel, set, drain, states, details, events } = lab();
    set(chain);
    session.runAll();
    await drain();
    session.run(['C']);
    await flush();
    session.interrupt();
    expect(states.get('C')).toBe('ok');
    expect(details.get('C')).toEqual({ interrupted: true });
    await session.idle();
    kernel.log.length = 0;
    events.length = 0;
    session.run(['C']);
    await drain();
    expect(kernel.log).toEqual(['(A)', '(B)', 'C']);
    expect(events.filter(event => !event.startsWith('C'))).toEqual([]);
    expect(kernel.complaints).toEqual([]);
  });

  it('ignores an answer that comes too late', async () => {
    const { session, kernel, set, drain, outcomes, states } = lab();
    set({ A: 'a = 1' });
    session.run(['A']);
    await flush();
    const late = kernel.pending;
    session.interrupt();
    late?.resolve({ status: 'ok', value: 99 });
    await drain();
    expect([outcomes.get('A'), states.get('A')]).toEqual([undefined, 'idle']);
  });

  it('tells when values that are computed again fail', async () => {
    const { session, kernel, set, drain, states, outcomes } = lab();
    set({ A: 'a = ~', B: 'a' });
    session.runAll();
    await drain();
    session.interrupt();
    session.run(['B']);
    await drain();
    expect(kernel.log).toEqual(['A', 'B', '(A)']);
    expect(outcomes.get('A')?.value).toBe('failed later');
    expect(Object.fromEntries(states)).toEqual({ A: 'error', B: 'skipped' });
  });

  it('goes on after the evaluator has lost its values by itself', async () => {
    const { session, kernel, set, drain, states } = lab();
    set(chain);
    session.run(['B']);
    await flush();
    kernel.answer();
    await flush();
    const running = kernel.pending;
    kernel.reset();
    session.valuesLost();
    running?.resolve({ status: 'error', value: 'took too long' });
    await drain();
    expect(Object.fromEntries(states)).toEqual({ A: 'ok', B: 'error', C: 'skipped' });
    session.run(['B']);
    await drain();
    expect(kernel.log).toEqual(['A', 'B', '(A)', 'B', 'C']);
  });
});

describe('the world outside', () => {
  it('marks stale what it changes, even what is running', async () => {
    const { session, kernel, set, drain, states, outcomes } = lab();
    set({ A: 'a = @', B: 'a' });
    session.runAll();
    await flush();
    kernel.outside = 1;
    session.invalidate(['A']);
    kernel.answer();
    await drain();
    session.runStale();
    await drain();
    expect(Object.fromEntries(states)).toEqual({ A: 'ok', B: 'ok' });
    expect(outcomes.get('A')?.value).toBe(32);
  });
});

describe('the end', () => {
  it('tells nothing more and releases those who wait', async () => {
    const { session, kernel, set, events } = lab();
    set({ A: 'a = 1' });
    const done = session.run(['A']);
    await flush();
    const count = events.length;
    session.dispose();
    kernel.answer();
    await done;
    expect([events.length, kernel.disposed]).toEqual([count, true]);
  });
});
