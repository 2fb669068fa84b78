import { comparison } from '../../src/views/kinds/comparison';
import { rendererOf } from '../shared/renderer';

export const activate = rendererOf(comparison);
