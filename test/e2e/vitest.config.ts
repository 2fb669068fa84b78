import { defineConfig } from 'vitest/config';

/** Each file starts a VS Code of its own: one at a time, with time to start. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    fileParallelism: false,
    maxWorkers: 1,
  },
});
