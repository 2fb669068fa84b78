export { Session } from './session';
export type {
  Cause,
  CellOutcome,
  CellState,
  EvaluationNeed,
  EvaluationRequest,
  Evaluator,
  Mode,
  ResultId,
  SessionCell,
  SessionOptions,
  StateDetail,
} from './types';
