import { error } from '../../src/views/kinds/error';
import { rendererOf } from '../shared/renderer';

export const activate = rendererOf(error);
