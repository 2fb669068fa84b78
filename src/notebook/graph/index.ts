export { buildGraph, type CellId, type Graph, type GraphCell, type Need } from './graph';
export { type CycleProblem, type DuplicateProblem, describeProblem, type GraphProblem } from './problem';
