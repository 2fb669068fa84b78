import type { Node, UnitNode } from '../syntax/ast';
import { type Dimension, multiplyDimensions, NONE, raiseDimension } from '../units/dimension';
import { findUnit } from '../units/table';
import type { Quantity } from '../values/value';

/** Factor to base units and dimension of unit names side by side. */
export function measure(node: UnitNode): { factor: number; dimension: Dimension } {
  let factor = 1;
  let dimension = NONE;
  for (const { name, power } of node.factors) {
    const unit = findUnit(name);
    if (!unit) continue;
    factor *= unit.factor ** power;
    dimension = multiplyDimensions(dimension, raiseDimension(unit.dimension, power));
  }
  return { factor, dimension };
}

/** The quantity that a literal stands for. */
export function unitValue(node: UnitNode): number | Quantity {
  const { factor, dimension } = measure(node);
  const value = node.value * factor;
  return dimension === NONE ? value : { kind: 'quantity', value, dimension };
}

/** A unit expression as text: `USD / (GPU hour)`. */
export function unitExpressionText(node: Node): string {
  switch (node.kind) {
    case 'unit': {
      const units = node.factors.map(f => (f.power === 1 ? f.name : `${f.name}^${f.power}`)).join(' ');
      return node.value === 1 && !node.literal ? units : `${node.value} ${units}`;
    }
    case 'number':
      return String(node.value);
    case 'binary': {
      const right = unitExpressionText(node.right);
      const grouped =
        node.operator === '/' &&
        (node.right.kind === 'binary' || (node.right.kind === 'unit' && node.right.factors.length > 1))
          ? `(${right})`
          : right;
      return `${unitExpressionText(node.left)} ${node.operator} ${grouped}`;
    }
    default:
      return '';
  }
}
