import type { Need } from './graph';

interface Frame {
  readonly id: string;
  readonly edges: readonly string[];
  next: number;
}

/**
 * Tarjan's strongly connected components ("Depth-first search and linear graph algorithms", 1972), without recursion.
 * Components come out with what they need before them; `order` is theirs, `cycles` are those of more than one cell.
 */
export function orderAndCycles(
  ids: readonly string[],
  needs: (id: string) => readonly string[],
): { readonly order: readonly string[]; readonly cycles: readonly (readonly string[])[] } {
  const place = new Map(ids.map((id, i) => [id, i]));
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const order: string[] = [];
  const cycles: (readonly string[])[] = [];
  const frames: Frame[] = [];

  const enter = (id: string): void => {
    index.set(id, index.size);
    low.set(id, index.size - 1);
    open.push(id);
    isOpen.add(id);
    const edges = needs(id).toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
    frames.push({ id, edges, next: 0 });
  };
  const lower = (id: string, to: number): void => {
    low.set(id, Math.min(low.get(id) ?? to, to));
  };
  const leave = (id: string): void => {
    frames.pop();
    const parent = frames.at(-1);
    if (parent) lower(parent.id, low.get(id) ?? 0);
    if (low.get(id) !== index.get(id)) return;
    const members = open.splice(open.lastIndexOf(id));
    for (const member of members) isOpen.delete(member);
    members.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
    order.push(...members);
    if (members.length > 1) cycles.push(members);
  };

  for (const root of ids) {
    if (index.has(root)) continue;
    enter(root);
    for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
      const to = frame.edges[frame.next];
      frame.next += 1;
      if (to === undefined) leave(frame.id);
      else if (!index.has(to)) enter(to);
      else if (isOpen.has(to)) lower(frame.id, index.get(to) ?? 0);
    }
  }
  return { order, cycles: cycles.toSorted((a, b) => (place.get(a[0] ?? '') ?? 0) - (place.get(b[0] ?? '') ?? 0)) };
}

/** All that can be reached over edges, without the cells themselves, unless an edge leads back to them. */
export function closure(ids: Iterable<string>, edges: (id: string) => readonly string[]): ReadonlySet<string> {
  const from = new Set(ids);
  const reached = new Set<string>();
  const todo = [...from];
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    for (const to of edges(id)) {
      if (reached.has(to) || from.has(to)) continue;
      reached.add(to);
      todo.push(to);
    }
  }
  return reached;
}

/** A shortest way from the first of the cells back to it, by breadth-first search among them. */
export function cyclePath(
  members: readonly string[],
  needs: ReadonlyMap<string, readonly Need[]>,
): readonly { readonly cell: string; readonly name: string }[] {
  const [first] = members;
  if (first === undefined) return [];
  const among = new Set(members);
  const cameFrom = new Map<string, { readonly cell: string; readonly name: string }>();
  const queue = [first];
  for (const cell of queue) {
    for (const { name, owner } of needs.get(cell) ?? []) {
      if (!among.has(owner) || cameFrom.has(owner)) continue;
      cameFrom.set(owner, { cell, name });
      if (owner === first) return wayBack(first, cameFrom);
      queue.push(owner);
    }
  }
  return [];
}

function wayBack(
  first: string,
  cameFrom: ReadonlyMap<string, { readonly cell: string; readonly name: string }>,
): readonly { readonly cell: string; readonly name: string }[] {
  const path: { readonly cell: string; readonly name: string }[] = [];
  for (let step = cameFrom.get(first); step; step = step.cell === first ? undefined : cameFrom.get(step.cell)) {
    path.unshift(step);
  }
  return path;
}
