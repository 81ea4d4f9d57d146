import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

/** Settings, models and logs of a test file live in a folder of its own, never in the person's. */
const home = mkdtempSync(join(tmpdir(), 'craneshot-test-home-'))
process.env['CRANESHOT_HOME'] = home

afterAll(() => rmSync(home, { recursive: true, force: true }))
