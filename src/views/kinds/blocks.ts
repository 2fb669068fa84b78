import * as v from 'valibot';
import type { Block } from '../blocks';
import { blocksSchema } from '../check/blocks';
import { checker } from '../check/check';
import type { ViewKind } from '../view';

/** Blocks that are laid out already: for views that have nothing to compute when they are drawn. */
export interface BlocksPayload {
  readonly blocks: readonly Block[];
}

export const blocks: ViewKind<BlocksPayload> = {
  name: 'blocks',
  check: checker('blocks', v.object({ blocks: blocksSchema })),
  layout: payload => payload.blocks,
};
