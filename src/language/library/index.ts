import { dataNamespace } from './collections/data';
import { hardwareNamespace } from './collections/hardware';
import { lawsNamespace } from './collections/laws';
import { modelsNamespace } from './collections/models';
import { calibrationFunctions } from './functions/calibration/calibration';
import { recalibrationFunctions } from './functions/calibration/recalibration';
import { checkFunctions } from './functions/checks';
import { compareFunctions } from './functions/compare';
import { computeFunctions } from './functions/compute';
import { corpusFunctions } from './functions/corpus/stages';
import { countingFunctions } from './functions/counting';
import { dataFunctions } from './functions/data';
import { evaluationFunctions } from './functions/evaluation';
import { approachFunctions } from './functions/fitting/approaches';
import { compareFitsFunctions } from './functions/fitting/compare-fits';
import { exportFunctions } from './functions/fitting/export';
import { extrapolateFunctions } from './functions/fitting/extrapolate';
import { fitFunctions } from './functions/fitting/fit';
import { holdoutFunctions } from './functions/fitting/holdout';
import { nextRunFunctions } from './functions/fitting/next-run';
import { overlayFunctions } from './functions/fitting/overlay';
import { powerFitFunctions } from './functions/fitting/power-fit';
import { profileFunctions } from './functions/fitting/profile';
import { simulateFunctions } from './functions/fitting/simulate';
import { inputFunctions } from './functions/inputs';
import { isoflopFunctions } from './functions/isoflop';
import { lawVerbFunctions } from './functions/law-verbs';
import { lawFunctions } from './functions/laws';
import { listFunctions } from './functions/lists';
import { lossCurveFunctions } from './functions/loss-curves';
import { moreNumberFunctions } from './functions/more-numbers';
import { numberFunctions } from './functions/numbers';
import { planningFunctions } from './functions/planning';
import { plotFunctions } from './functions/plots';
import { referenceFunctions } from './functions/references';
import { reproductionFunctions } from './functions/reproductions';
import { retrievalFunctions } from './functions/retrieval';
import { tableFunctions } from './functions/tables';
import { textFunctions } from './functions/texts';
import { registerNamespace } from './namespaces';
import { register } from './registry';

/** The whole library of Scale. Imported once for its effect by whatever evaluates or documents the language. */
register([
  ...numberFunctions,
  ...moreNumberFunctions,
  ...checkFunctions,
  ...listFunctions,
  ...tableFunctions,
  ...textFunctions,
  ...dataFunctions,
  ...corpusFunctions,
  ...retrievalFunctions,
  ...computeFunctions,
  ...countingFunctions,
  ...lawFunctions,
  ...lawVerbFunctions,
  ...calibrationFunctions,
  ...recalibrationFunctions,
  ...evaluationFunctions,
  ...fitFunctions,
  ...approachFunctions,
  ...powerFitFunctions,
  ...compareFitsFunctions,
  ...overlayFunctions,
  ...holdoutFunctions,
  ...nextRunFunctions,
  ...extrapolateFunctions,
  ...profileFunctions,
  ...exportFunctions,
  ...simulateFunctions,
  ...isoflopFunctions,
  ...compareFunctions,
  ...lossCurveFunctions,
  ...referenceFunctions,
  ...reproductionFunctions,
  ...planningFunctions,
  ...plotFunctions,
  ...inputFunctions,
]);
for (const space of [lawsNamespace, modelsNamespace, hardwareNamespace, dataNamespace]) registerNamespace(space);
