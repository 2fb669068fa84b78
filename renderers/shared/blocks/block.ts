import * as l10n from '@vscode/l10n';
import type { Block } from '../../../src/views/blocks';
import { Figure } from '../chart/figure';
import { h } from '../dom';
import { barNode, chipsNode, codeNode, linesNode, noteNode, statsNode, textNode, titleNode } from './simple';
import { tableNode } from './table';

/** A block that is drawn. `update` takes a new block of the same kind into the same element, where it can. */
export interface DrawnBlock {
  readonly block: Block;
  readonly node: HTMLElement;
  readonly update?: (next: Block) => boolean;
  /** Called when the element is in the page. */
  readonly shown?: () => void;
  readonly dispose?: () => void;
}

export function drawBlock(block: Block): DrawnBlock {
  switch (block.kind) {
    case 'charts':
      return drawCharts(block);
    case 'columns':
      return drawColumns(block);
    case 'details':
      return drawDetails(block);
    case 'table':
      return {
        block,
        node: block.collapsed ? folded(block.title ?? l10n.t('Table'), tableNode(block)) : tableNode(block),
      };
    case 'title':
      return { block, node: titleNode(block) };
    case 'stats':
      return { block, node: statsNode(block) };
    case 'lines':
      return { block, node: linesNode(block) };
    case 'chips':
      return { block, node: chipsNode(block) };
    case 'note':
      return { block, node: noteNode(block) };
    case 'text':
      return { block, node: textNode(block) };
    case 'code':
      return { block, node: codeNode(block) };
    case 'bar':
      return { block, node: barNode(block) };
  }
}

const folded = (summary: string, ...content: HTMLElement[]): HTMLDetailsElement =>
  h('details', { class: 'sb-details' }, h('summary', {}, summary), ...content);

function drawCharts(block: Extract<Block, { kind: 'charts' }>): DrawnBlock {
  const figures = block.charts.map(chart => new Figure(chart));
  const node = h('div', { class: `sb-charts${figures.length > 1 ? ' sb-several' : ''}` }, ...figures.map(f => f.node));
  return {
    block,
    node,
    shown: () => {
      for (const figure of figures) figure.draw();
    },
    update: next => {
      if (next.kind !== 'charts' || next.charts.length !== figures.length) return false;
      for (const [i, chart] of next.charts.entries()) figures[i]?.show(chart);
      return true;
    },
    dispose: () => {
      for (const figure of figures) figure.dispose();
    },
  };
}

function drawColumns(block: Extract<Block, { kind: 'columns' }>): DrawnBlock {
  const lists = block.columns.map(() => new BlockList());
  for (const [i, list] of lists.entries()) list.show(block.columns[i] ?? []);
  return {
    block,
    node: h('div', { class: 'sb-columns' }, ...lists.map(l => l.node)),
    shown: () => {
      for (const list of lists) list.shown();
    },
    update: next => {
      if (next.kind !== 'columns' || next.columns.length !== lists.length) return false;
      for (const [i, list] of lists.entries()) list.show(next.columns[i] ?? []);
      return true;
    },
    dispose: () => {
      for (const list of lists) list.dispose();
    },
  };
}

function drawDetails(block: Extract<Block, { kind: 'details' }>): DrawnBlock {
  const list = new BlockList();
  list.show(block.blocks);
  const node = folded(block.summary, list.node);
  // Charts have no width while they are folded away.
  node.addEventListener('toggle', () => list.shown());
  return {
    block,
    node,
    shown: () => list.shown(),
    update: next => {
      if (next.kind !== 'details') return false;
      const summary = node.querySelector('summary');
      if (summary) summary.textContent = next.summary;
      list.show(next.blocks);
      return true;
    },
    dispose: () => list.dispose(),
  };
}

/** Blocks one below the other. Showing new ones leaves alone what is the same, and redraws charts in place. */
export class BlockList {
  readonly node = h('div', { class: 'sb-blocks' });
  private drawn: DrawnBlock[] = [];

  show(blocks: readonly Block[]): void {
    const before = this.drawn;
    this.drawn = blocks.map((block, i) => {
      const old = before[i];
      if (old?.block.kind === block.kind) {
        if (old.update) {
          if (old.update(block)) return { ...old, block };
        } else if (JSON.stringify(old.block) === JSON.stringify(block)) return old;
      }
      return drawBlock(block);
    });
    const kept = new Set(this.drawn.map(d => d.node));
    for (const old of before) {
      if (kept.has(old.node)) continue;
      old.dispose?.();
      old.node.remove();
    }
    for (const [i, { node }] of this.drawn.entries()) {
      if (this.node.children[i] !== node) this.node.insertBefore(node, this.node.children[i] ?? null);
    }
    // Those that were updated have drawn themselves.
    const old = new Set(before.map(d => d.node));
    if (this.node.isConnected) for (const one of this.drawn) if (!old.has(one.node)) one.shown?.();
  }

  get blocks(): readonly Block[] {
    return this.drawn.map(one => one.block);
  }

  shown(): void {
    for (const one of this.drawn) one.shown?.();
  }

  dispose(): void {
    for (const one of this.drawn) one.dispose?.();
    this.drawn = [];
    this.node.replaceChildren();
  }
}
