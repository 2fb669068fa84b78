import { isoflop } from '../../src/views/kinds/isoflop';
import { rendererOf } from '../shared/renderer';

export const activate = rendererOf(isoflop);
