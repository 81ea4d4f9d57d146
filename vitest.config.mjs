import { defineConfig } from 'vitest/config'

/**
 * One project per suite, named after its folder in test/. Suites that start real processes build the bundles first.
 *
 * @param {string} name
 * @param {{ usesBundles: boolean, globalSetup?: string[], fileParallelism?: boolean }} options
 */
function suite(name, { usesBundles, globalSetup = usesBundles ? ['scripts/vitest/bundles.mjs'] : [], ...others }) {
  return {
    test: {
      name,
      include: [`test/${name}/**/*.test.ts`],
      setupFiles: ['test/support/setup/own-home.ts'],
      globalSetup,
      ...others,
      // Only a hang ends a test: machines differ too much in speed for anything tighter.
      testTimeout: 600_000,
      hookTimeout: 600_000,
      expect: { poll: { timeout: 60_000 } },
    },
  }
}

export default defineConfig({
  test: {
    projects: [
      suite('unit', { usesBundles: false }),
      suite('integration', { usesBundles: true }),
      suite('model', { usesBundles: true }),
      suite('formats', { usesBundles: true }),
      // One window at a time: they would take the focus from each other.
      suite('e2e', { usesBundles: true, globalSetup: ['scripts/vitest/electron.mjs'], fileParallelism: false }),
      suite('package', { usesBundles: true, globalSetup: ['scripts/vitest/electron.mjs'], fileParallelism: false }),
      suite('judges', { usesBundles: true }),
      suite('long', { usesBundles: true, globalSetup: ['scripts/vitest/electron.mjs'], fileParallelism: false }),
    ],
  },
})
