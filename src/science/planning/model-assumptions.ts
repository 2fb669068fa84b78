import * as l10n from '@vscode/l10n';
import { interconnects } from '../facts/planning/interconnect';
import type { ChosenArchitecture } from './architecture/choose';
import { publishedPractice } from './architecture/practice';
import type { PlanArguments } from './arguments';
import { type Assumption, cited } from './assumption';
import type { Settings } from './settings';
import { gigabytes } from './words';

/** What the model's shape and its throughput rest on. */
export function modelAssumptions(args: PlanArguments, settings: Settings, model: ChosenArchitecture): Assumption[] {
  const { device } = settings;
  const found: Assumption[] = [
    {
      name: 'architecture',
      value: `${model.layers} x ${model.width}`,
      text: l10n.t('Width over layers by a line through {0} published shapes.', publishedPractice().models),
      source: 'hoffmann2022, Table A9, and others',
    },
  ];
  if (args.kvHeads === undefined) {
    const grouped = model.kvHeads < model.heads;
    found.push({
      name: 'kv_heads',
      value: model.kvHeads,
      text: grouped
        ? l10n.t('8 heads for keys and values, as in Llama 3.')
        : l10n.t('As many heads for keys and values as for queries.'),
      source: grouped ? 'llama3, Table 3' : 'assumed',
    });
  }
  if (device.measuredMatmul !== undefined) {
    found.push({
      name: 'matmul',
      value: device.measuredMatmul,
      text: l10n.t(
        'The layouts are timed with {0} TFLOP per second, the best matrix product measured in bf16.',
        device.measuredMatmul / 1e12,
      ),
      source: cited(device.figures?.measuredMatmul ?? device.citation),
    });
  }
  const links = interconnects[device.name];
  if (links) {
    const between =
      links.betweenNodes === undefined
        ? l10n.t('between nodes: not known, left out')
        : l10n.t('{0} per second between nodes', gigabytes(links.betweenNodes));
    found.push({
      name: 'interconnect',
      value: links.withinNode,
      text: l10n.t(
        'Each GPU sends {0} per second within a node of {1}; {2}. One direction, at peak.',
        gigabytes(links.withinNode),
        links.nodeSize,
        between,
      ),
      source: [links.citation, links.betweenCitation].flatMap(c => (c ? [cited(c)] : [])).join('; '),
    });
  }
  if (args.inferenceTokens !== undefined) {
    found.push({
      name: 'serving',
      value: 0.9,
      text: l10n.t(
        'Served at the context of training on the GPUs of one node at most, whose memory weights and cache fill to 90 %.',
      ),
      source: 'assumed',
    });
  }
  return found;
}
