import './corpus-memory';
import { runJob } from './registry';

/**
 * Entry of the bundle that kernels in browsers load when a corpus is first asked for: vocabularies and parsers are larger than
 * all the rest of the kernel.
 */
(globalThis as { scalebookJobs?: typeof runJob }).scalebookJobs = runJob;
