import { plan } from '../../src/views/kinds/plan';
import { rendererOf } from '../shared/renderer';

export const activate = rendererOf(plan);
