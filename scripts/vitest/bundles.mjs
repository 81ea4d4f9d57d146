import { buildIfStale } from '../build.mjs'

/** Vitest global set-up: the programs under test are built from the sources under test. */
export default async function buildBundles() {
  await buildIfStale(['programs'])
}
