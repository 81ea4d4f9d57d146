import { expect, test } from 'vitest'
import { boardsToCutFile } from '../support/ten-boards.ts'

/** Ten takes at the delivered size, on a machine that has other work too. */
const timeout = 3_600_000

test('ten boards, ten moves, ten takes, a cut and its xmeml file take at most sixty actions', { timeout }, async () => {
  expect(await boardsToCutFile({ boards: 10, short: false })).toBeLessThanOrEqual(60)
})
