import type { Span } from './span';

/** Nodes of Scale. Every node knows its place; what is missing is a node too, so that an unfinished line still has a tree. */
export type Node =
  | NumberNode
  | StringNode
  | BooleanNode
  | NoneNode
  | NameNode
  | UnitNode
  | ListNode
  | RecordNode
  | UnaryNode
  | BinaryNode
  | ConditionalNode
  | CallNode
  | IndexNode
  | FieldNode
  | LambdaNode
  | MissingNode;

export interface NumberNode extends Span {
  readonly kind: 'number';
  readonly value: number;
}
export interface StringNode extends Span {
  readonly kind: 'string';
  readonly value: string;
}
export interface BooleanNode extends Span {
  readonly kind: 'boolean';
  readonly value: boolean;
}
export interface NoneNode extends Span {
  readonly kind: 'none';
}
export interface NameNode extends Span {
  readonly kind: 'name';
  readonly name: string;
}
/** A product of unit names, with the number before them if there is one: `5 GPU hour`, `GPU hour`. */
export interface UnitNode extends Span {
  readonly kind: 'unit';
  readonly value: number;
  /** Whether a number stands before the units. */
  readonly literal: boolean;
  readonly factors: readonly UnitFactor[];
}
export interface UnitFactor extends Span {
  readonly name: string;
  readonly power: number;
}
export interface ListNode extends Span {
  readonly kind: 'list';
  readonly items: readonly Node[];
}
export interface RecordNode extends Span {
  readonly kind: 'record';
  readonly entries: readonly { readonly key: Name; readonly value: Node }[];
}
export interface UnaryNode extends Span {
  readonly kind: 'unary';
  readonly operator: '-' | '+' | 'not';
  readonly operand: Node;
}
export type BinaryOperator =
  | 'or'
  | 'and'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'to'
  | '..'
  | '+'
  | '-'
  | '*'
  | '/'
  | 'mod'
  | '^';
export interface BinaryNode extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Node;
  readonly right: Node;
}
export interface ConditionalNode extends Span {
  readonly kind: 'conditional';
  readonly condition: Node;
  readonly then: Node;
  readonly otherwise: Node;
}
export interface CallNode extends Span {
  readonly kind: 'call';
  readonly callee: Node;
  readonly args: readonly Argument[];
  /** Written as `x |> f(…)`: the first argument stands before the function. */
  readonly piped: boolean;
}
export interface Argument extends Span {
  readonly name?: Name;
  readonly value: Node;
}
export interface IndexNode extends Span {
  readonly kind: 'index';
  readonly target: Node;
  readonly index: Node;
}
export interface FieldNode extends Span {
  readonly kind: 'field';
  readonly target: Node;
  readonly field: Name;
}
export interface LambdaNode extends Span {
  readonly kind: 'lambda';
  readonly parameters: readonly Name[];
  readonly body: Node;
}
/** Something that should stand here. `expected` names it for the message. */
export interface MissingNode extends Span {
  readonly kind: 'missing';
  readonly expected: string;
}

export interface Name extends Span {
  readonly name: string;
}

export interface Statement extends Span {
  /** What is defined; absent for an expression alone. */
  readonly target?: Name;
  /** Parameters of `f(x) = …`. */
  readonly parameters?: readonly Name[];
  readonly value: Node;
  /** Closed by `;`: the value is not shown. */
  readonly hidden: boolean;
}

/** A parsed cell. */
export interface Program extends Span {
  readonly statements: readonly Statement[];
}
