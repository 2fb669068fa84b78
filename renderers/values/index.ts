import { values } from '../../src/views/kinds/values';
import { rendererOf } from '../shared/renderer';

export const activate = rendererOf(values);
