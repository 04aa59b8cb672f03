import { defineConfig } from 'vitest/config'

// Black-box checks over HTTP: each module keeps its own beside its C++ files.
export default defineConfig({
  test: {
    include: ['src/modules/**/*.api.test.ts', 'tests/api/**/*.test.ts'],
    passWithNoTests: true,
    testTimeout: 20_000,
    fileParallelism: false,
  },
})
