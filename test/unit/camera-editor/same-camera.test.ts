import { expect, test } from 'vitest'
import { sameCamera } from '../../../renderer/features/camera/model/same-camera.ts'

const camera = { worldFromCamera: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], intrinsics: [60, 60, 32, 32] }

test('cameras are the same by their numbers, and any one number makes another', () => {
  expect(sameCamera(camera, structuredClone(camera))).toBe(true)
  for (const part of ['worldFromCamera', 'intrinsics'] as const) {
    for (let index = 0; index < camera[part].length; index++) {
      const numbers = camera[part].with(index, camera[part][index]! + 1e-6)
      expect(sameCamera(camera, { ...camera, [part]: numbers }), `${part} ${index}`).toBe(false)
    }
  }
})
