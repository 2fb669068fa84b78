import { calibrationStatements } from './calibration';
import { emergenceDebate } from './debate';
import { instructionStatements } from './instruction';
import { inverseCauses, inverseStatements } from './inverse';
import type { Statement } from './statement';
import { wordFindings } from './words';

/** What the papers say in words, by subject. */
export const findings: Readonly<Record<string, readonly Statement[]>> = {
  calibration: calibrationStatements,
  emergence: Object.values(emergenceDebate),
  'inverse scaling': [...Object.values(inverseCauses), ...inverseStatements],
  'words of pretraining': wordFindings,
  'instruction tuning and feedback': instructionStatements,
};
