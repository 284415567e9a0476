import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // What codemods are tried on has tests, too.
    exclude: [...configDefaults.exclude, 'test/apps/**', 'test/near-misses/**'],
    globalSetup: 'test/build-tool.ts',
    // Whole documents are read, compiled and formatted, on machines with two slow cores too, where others may be at work.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    allowOnly: false,
    // Files share what they import: reading the compiler anew for each of them would take as long as some of the tests. No test changes
    // what belongs to the process, such as its folder or its environment.
    isolate: false,
    // On two cores vitest would keep one for itself, where it hardly does anything.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
