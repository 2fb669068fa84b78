import { calibration } from '../../src/views/kinds/calibration';
import { rendererOf } from '../shared/renderer';

export const activate = rendererOf(calibration);
