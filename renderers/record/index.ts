import { record } from '../../src/views/kinds/record';
import { rendererOf } from '../shared/renderer';

export const activate = rendererOf(record);
