import { sensitivity } from '../../src/views/kinds/sensitivity';
import { rendererOf } from '../shared/renderer';

export const activate = rendererOf(sensitivity);
