import type { Statement } from '../syntax/ast';
import { parse } from '../syntax/parser';
import type { Span } from '../syntax/span';

export type SymbolKind = 'function' | 'input' | 'variable';

/** A definition, for outlines and inlaid values. */
export interface CellSymbol extends Span {
  readonly name: string;
  readonly kind: SymbolKind;
  /** Where the name stands; `start` and `end` are those of the whole statement. */
  readonly place: Span;
  /** Closed by `;`: no output shows the value. */
  readonly hidden: boolean;
  /** Whether the value stands in the text already, as in `N = 70B params`. */
  readonly literal: boolean;
}

const INPUTS: ReadonlySet<string> = new Set(['slider', 'choice', 'toggle']);
const LITERALS: ReadonlySet<string> = new Set(['number', 'unit', 'string', 'boolean', 'none']);

/** What a cell defines, in the order of the text. */
export function cellSymbols(text: string): readonly CellSymbol[] {
  return parse(text).program.statements.flatMap(statement => {
    const { target, value, hidden, start, end } = statement;
    if (!target) return [];
    return [
      {
        name: target.name,
        kind: kindOf(statement),
        place: { start: target.start, end: target.end },
        hidden,
        literal: LITERALS.has(value.kind),
        start,
        end,
      },
    ];
  });
}

function kindOf({ parameters, value }: Statement): SymbolKind {
  if (parameters || value.kind === 'lambda') return 'function';
  return value.kind === 'call' && value.callee.kind === 'name' && INPUTS.has(value.callee.name) ? 'input' : 'variable';
}
