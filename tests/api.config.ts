import { defineConfig } from 'vitest/config'

// Black-box checks over HTTP against the built program: each part keeps its own beside its C++ files.
//   npm run test:api                                                 on SQLite
//   ZHENAN_STORE=postgres://user@host:port npm run test:api          on PostgreSQL; databases are made and dropped
//   ZHENAN_BINARY=build-sanitize/zhenan npm run test:api             another build
export default defineConfig({
  test: {
    include: ['src/**/*.api.test.ts', 'tests/{api,fault}/**/*.test.ts'],
    globalSetup: ['tests/world/setup.ts'],
    passWithNoTests: true,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    minWorkers: 1,
  },
})
