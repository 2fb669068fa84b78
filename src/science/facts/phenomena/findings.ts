import { calibrationStatements } from './calibration';
import { emergenceDebate } from './debate';
import { instructionStatements } from './instruction';
import { inverseCauses, inverseStatements } from './inverse';
import { computeStatements, corpusStatements, retrievalStatements, routingStatements } from './practice';
import type { Statement } from './statement';
import { wordFindings } from './words';

/** What the papers say in words, by subject. */
export const findings: Readonly<Record<string, readonly Statement[]>> = {
  'compute and data': computeStatements,
  'mixtures of experts': routingStatements,
  corpora: corpusStatements,
  retrieval: retrievalStatements,
  calibration: calibrationStatements,
  emergence: Object.values(emergenceDebate),
  'inverse scaling': [...Object.values(inverseCauses), ...inverseStatements],
  'words of pretraining': wordFindings,
  'instruction tuning and feedback': instructionStatements,
};
