import { expect, test } from 'vitest'
import { fuzzPictures } from '../../support/fuzz/fuzz-pictures.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test('pictures damaged in any way are read or refused by name, and the media process lives on', async () => {
  const { taken, refused } = await fuzzPictures(temporaryFolder(), 150, 4)
  expect(refused).toBeGreaterThan(50)
  expect(taken + refused).toBe(150)
})
