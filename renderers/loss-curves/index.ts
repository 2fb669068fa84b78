import { lossCurves } from '../../src/views/kinds/loss-curves';
import { rendererOf } from '../shared/renderer';

export const activate = rendererOf(lossCurves);
