import { expect, test } from 'vitest'
import { linearSrgbFrom } from '../../../main/media/colour-primaries.ts'

const rec709 = [0.64, 0.33, 0.3, 0.6, 0.15, 0.06, 0.3127, 0.329]
const rec2020 = [0.708, 0.292, 0.17, 0.797, 0.131, 0.046, 0.3127, 0.329]
const acescg = [0.713, 0.293, 0.165, 0.83, 0.128, 0.044, 0.32168, 0.33767]

function expectClose(matrix: readonly number[] | null, expected: readonly number[], digits: number): void {
  expect(matrix).toHaveLength(9)
  expected.forEach((value, index) => expect(matrix![index]).toBeCloseTo(value, digits))
}

test('Rec. 2020 becomes Rec. 709 as ITU-R BT.2087 has it', () => {
  const published = [1.6605, -0.5876, -0.0728, -0.1246, 1.1329, -0.0083, -0.0182, -0.1006, 1.1187]
  expectClose(linearSrgbFrom(rec2020), published, 3)
})

test('ACEScg, whose white is warmer, becomes Rec. 709 as the Academy’s transform has it', () => {
  const published = [1.70505, -0.62179, -0.08326, -0.13026, 1.1408, -0.01055, -0.024, -0.12897, 1.15297]
  expectClose(linearSrgbFrom(acescg), published, 3)
})

test('white stays white, and sRGB’s own stays as it is, as rounded as programs write it', () => {
  for (const chromaticities of [rec2020, acescg]) {
    const matrix = linearSrgbFrom(chromaticities)!
    for (const row of [0, 3, 6]) expect(matrix[row]! + matrix[row + 1]! + matrix[row + 2]!).toBeCloseTo(1, 9)
  }
  expect(linearSrgbFrom(rec709)).toBeNull()
  expect(linearSrgbFrom([0.64, 0.33, 0.3, 0.6, 0.15, 0.06, 0.31271, 0.32902])).toBeNull()
})

test.each([
  ['on one point', [0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3]],
  ['zeros', [0, 0, 0, 0, 0, 0, 0, 0]],
  ['not numbers', Array.from({ length: 8 }, () => NaN)],
])('primaries that are %s tell nothing', (_, chromaticities) => {
  expect(linearSrgbFrom(chromaticities)).toBeNull()
})
