import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeNpyFloat32 } from '../../core/camera/formats/npy.ts'
import { encodeDepthExr } from '../../main/media/encode-depth-exr.ts'
import { askJudge, judgesPython, noPython } from '../support/judge.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const sizes = [
  { width: 1, height: 1 },
  { width: 37, height: 16 },
  { width: 640, height: 361 },
]

test.for(sizes)('OpenEXR reads every value of $width × $height', ({ width, height }, { skip }) => {
  skip(judgesPython === '', noPython)
  const folder = temporaryFolder()
  const values = Float32Array.from({ length: width * height }, (_, i) => 1 / (0.1 + ((i * 7919) % 1000) / 999))
  const [file, numbers] = [join(folder, 'depth.exr'), join(folder, 'depth.npy')]
  writeFileSync(file, encodeDepthExr({ width, height, values }))
  writeFileSync(numbers, writeNpyFloat32([height, width], values))
  expect(askJudge('read_depth_exr.py', [file, numbers])).toEqual({
    parts: 1,
    channels: { Z: 'float32' },
    compression: 'ZIP_COMPRESSION',
    pixelAspectRatio: 1,
    window: [0, 0, width - 1, height - 1],
    equal: true,
  })
})
