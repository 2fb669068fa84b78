import * as l10n from '@vscode/l10n';
import type { Block } from '../../blocks';
import { formatNumber } from '../../format';
import type { PlannedLayout, PlanPayload } from './payload';

const gigabytes = (bytes: number): string => formatNumber(bytes, 'bytes', { digits: 3 });

/** `tensor 8 · pipeline 4 · data 32 · ZeRO-1 · selective recomputation`. */
export function layoutText({ tensor, pipeline, data, zero, checkpointing }: PlannedLayout): string {
  const recomputed = {
    none: '',
    selective: l10n.t('selective recomputation'),
    full: l10n.t('full recomputation'),
  }[checkpointing];
  return [
    l10n.t('tensor {0}', tensor),
    l10n.t('pipeline {0}', pipeline),
    l10n.t('data {0}', data),
    `ZeRO-${zero}`,
    recomputed ?? '',
  ]
    .filter(part => part !== '')
    .join(' · ');
}

/** What lies on the fullest GPU, against what it has. */
export function memoryBar({ memory, device, layouts }: PlanPayload): Block[] {
  if (!memory) return [];
  const { weights, gradients, optimizer, activations, transient, total } = memory;
  const chosen = layouts.find(l => l.chosen);
  const [text, unit] = split(total);
  const of =
    device.memory === null
      ? l10n.t('Memory per GPU: {0} {1}', text, unit)
      : l10n.t('Memory per GPU: {0} of {1}', sameUnit(total, device.memory), gigabytes(device.memory));
  const parts = [
    { name: l10n.t('weights'), value: weights },
    { name: l10n.t('gradients'), value: gradients },
    { name: l10n.t('optimizer'), value: optimizer },
    { name: l10n.t('activations'), value: activations },
    { name: l10n.t('transient'), value: transient },
  ];
  return [
    {
      kind: 'bar',
      title: chosen ? `${of} (${layoutText(chosen)})` : of,
      capacity: device.memory ?? total,
      parts: parts.map(({ name, value }, i) => ({ name, value, slot: SLOTS[i] as number, text: gigabytes(value) })),
      style: 'bytes',
    },
  ];
}

/** Blue, green, violet, orange, …: neighbours that are told apart without colour vision too. */
const SLOTS = [0, 2, 3, 1, 4] as const;

const split = (bytes: number): [string, string] => {
  const [text = '', unit = ''] = gigabytes(bytes).split(' ');
  return [text, unit];
};

/** `56.9` beside `80.0 GB`; with its own unit where that differs. */
function sameUnit(bytes: number, beside: number): string {
  const [text, unit] = split(bytes);
  return unit === split(beside)[1] ? text : `${text} ${unit}`;
}
