import { knn } from '../../src/views/kinds/knn';
import { rendererOf } from '../shared/renderer';

export const activate = rendererOf(knn);
