import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** Tests read no environment but this, so that they say the same on every machine. */
const env = {
  APP_SECRET: 'a-secret-that-only-the-tests-know-0123456789',
  APP_URL: 'http://localhost:3000',
  DATABASE_URL: 'postgres://unused.invalid/unused',
  LOG_LEVEL: 'silent',
  REGION: 'local',
};

/** Tests of rules and of what components reckon: functions of their arguments. */
const pure = ['{lib,inngest,bin}/**/rules/**/*.test.ts', 'components/**/*.test.{ts,tsx}'];

/** What pages load beside their HTML is built, not kept. */
const assets = 'bin/copy-status-assets.mjs';

/** What hangs is noticed, and what merely shares a slow machine is not taken for it. */
const slowest = 60_000;

/** The same where databases, processes and people by the dozen work at once. */
const slowestAtOnce = 180_000;

/** What another connection or process does is there at once, or, on a slow machine, a good while later. */
const expectation = { poll: { timeout: 60_000 } };

/** One core would stay idle otherwise: of two, half of them. */
const all = '100%';

const alias = { '@': path.resolve(import.meta.dirname) };

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['{lib,db,inngest,components,bin,app}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.ts', 'node_modules/**', ...pure],
          environment: 'node',
          env,
          globalSetup: [assets],
          testTimeout: slowest,
          maxWorkers: all,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'unit-rules',
          include: pure,
          environment: 'node',
          env,
          globalSetup: [assets],
          testTimeout: slowest,
          maxWorkers: all,
          // Rules keep nothing between two calls, so their tests need no module of their own each.
          isolate: false,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'db',
          include: ['{lib,db,inngest,bin,app}/**/*.db.test.ts'],
          environment: 'node',
          env,
          globalSetup: ['db/testing/global-setup.ts', assets],
          testTimeout: slowestAtOnce,
          expect: expectation,
          hookTimeout: slowestAtOnce,
          pool: 'forks',
          maxWorkers: 2,
          // After the unit tests: databases and killed workers want the machine for themselves.
          sequence: { groupOrder: 1 },
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'clients',
          include: ['e2e/clients/**/*.test.ts'],
          environment: 'node',
          env,
          globalSetup: ['db/testing/global-setup.ts', assets],
          testTimeout: slowestAtOnce,
          hookTimeout: slowestAtOnce,
          pool: 'forks',
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
