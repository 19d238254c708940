import { defineConfig } from 'vitest/config';

const browserTests = ['packages/*/test/browser/**/*.test.ts', 'packages/web/e2e/**/*.test.ts'];
const cluster = ['packages/embedded/test-support/vitest-global-setup.ts'];
const SECOND = 1000;

// Two workers everywhere: the machines that run this have two cores, and the database wants its share.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/{core,contract}/{src,test}/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'server',
          include: ['packages/{server,bench}/{src,test}/**/*.test.ts'],
          exclude: browserTests,
          globalSetup: cluster,
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 30 * SECOND,
          hookTimeout: 60 * SECOND,
        },
      },
      {
        test: {
          name: 'sandbox',
          include: ['packages/stripe-sandbox/{src,test}/**/*.test.ts'],
          exclude: browserTests,
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 20 * SECOND,
        },
      },
      {
        test: {
          name: 'embedded',
          include: ['packages/embedded/{src,test}/**/*.test.ts'],
          // Real processes that are killed, full disks, taken ports: one worker process a file, main thread
          // (the kernel's death signal is bound to the spawning thread).
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 60 * SECOND,
          hookTimeout: 60 * SECOND,
        },
      },
      {
        test: {
          name: 'web',
          include: ['packages/web/{src,test}/**/*.test.{ts,tsx}'],
          exclude: browserTests,
        },
      },
      {
        test: {
          name: 'browser',
          include: browserTests,
          globalSetup: ['packages/web/e2e/support/seeded-folder.ts'],
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 180 * SECOND,
          hookTimeout: 180 * SECOND,
        },
      },
    ],
  },
});
