import { primary } from '../../cite';
import type { Citation } from '../../source';

/** Links between accelerators. Bytes per second in one direction: vendors print both directions together, twice as much. */
export interface Interconnect {
  /** Accelerators that share the fast links. */
  readonly nodeSize: number;
  /** From one accelerator to the others of its node. */
  readonly withinNode: number;
  /** One accelerator's share of the links that leave its node; undefined where no source gives it. */
  readonly betweenNodes?: number;
  readonly citation: Citation;
  readonly betweenCitation?: Citation;
}

const GB = 1e9;
const links = primary('ml-engineering', 'network/README, intra-node unidirectional peak bandwidth');
const fabric = primary('scaling-book', 'GPU chapter, beyond the node level');

const nvlink = (withinNode: number, betweenNodes?: number, nodeSize = 8): Interconnect => ({
  nodeSize,
  withinNode: withinNode * GB,
  citation: links,
  ...(betweenNodes === undefined ? {} : { betweenNodes: betweenNodes * GB, betweenCitation: fabric }),
});

const infinity = (withinNode: number): Interconnect => ({ nodeSize: 8, withinNode: withinNode * GB, citation: links });

/** By the device's name in Scale. Devices without an entry have no published link speed here: their network is not bounded. */
export const interconnects: Readonly<Record<string, Interconnect>> = {
  v100_sxm: nvlink(150),
  a100_40gb: nvlink(300),
  a100_80gb: nvlink(300),
  h100_sxm: nvlink(450, 50),
  h200_sxm: nvlink(450, 50),
  b200: nvlink(900, 50),
  gb200: nvlink(900, 50, 72),
  b300: nvlink(900),
  gb300: nvlink(900, undefined, 72),
  mi250x: infinity(350),
  mi300x: infinity(448),
  mi325x: infinity(448),
  mi355x: infinity(535.5),
  h100_pcie: { nodeSize: 8, withinNode: 63 * GB, citation: links },
  a100_80gb_pcie: { nodeSize: 8, withinNode: 31 * GB, citation: links },
  l40s: { nodeSize: 8, withinNode: 31 * GB, citation: links },
  rtx_4090: { nodeSize: 8, withinNode: 31 * GB, citation: links },
};
