import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/build-tool.ts',
    // Whole documents are read, compiled and formatted, on machines with two slow cores too.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    allowOnly: false,
  },
});
