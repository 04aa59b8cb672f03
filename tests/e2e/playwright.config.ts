import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  outputDir: '../../build/e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './support/setup.ts',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'line',
  use: {
    baseURL: process.env.ZHENAN_URL ?? 'http://127.0.0.1:8080',
    actionTimeout: 20_000,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    launchOptions: {
      executablePath: process.env.ZHENAN_CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    },
  },
  projects: [
    { name: 'office', testIgnore: '**/*.phone.spec.ts', use: { viewport: { width: 1440, height: 900 } } },
    { name: 'phone', testMatch: ['**/*.phone.spec.ts', '**/office.spec.ts'], use: { viewport: { width: 390, height: 844 }, hasTouch: true } },
  ],
})
