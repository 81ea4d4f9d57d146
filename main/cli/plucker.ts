import path from 'node:path'
import { StudioError } from '../../core/contract/errors.ts'
import { writePluckerFile } from '../services/takes/plucker-file.ts'
import type { Command } from './command.ts'
import { needed, readOptions } from './options.ts'
import { size } from './option-values.ts'

const name = 'plucker'
/** A frame of the largest size has 400 MB. */
const largestSide = 4096
const largestPoseSide = 100_000

/** `craneshot plucker`: the camera embedding of a pose file as NumPy array. */
export const plucker: Command = {
  name,
  isAllOrNothing: true,
  prepare: (words) => {
    const options = readOptions(
      words,
      { path: 'value', size: 'value', 'pose-size': 'value', out: 'value', overwrite: 'flag', json: 'flag' },
      name,
    )
    const poseFile = path.resolve(needed(options.path, '--path', name))
    const modelSize = size(needed(options.size, '--size', name), '--size', largestSide)
    const poseSize =
      options['pose-size'] === undefined ? null : size(options['pose-size'], '--pose-size', largestPoseSide)
    const outFile = path.resolve(needed(options.out, '--out', name))
    if (!outFile.endsWith('.npy')) throw new StudioError('command.usage.npy', { file: options.out ?? '' })
    const overwrite = options.overwrite === true
    return async (context) => {
      const { shape, sha256 } = await writePluckerFile(
        { poseFile, size: modelSize, poseSize, outFile, overwrite },
        context,
      )
      const json = { file: outFile, shape, dtype: 'float32', layout: 'moment-direction', sha256 }
      return { json, text: `${outFile}  float32 [${shape.join(', ')}]` }
    }
  },
}
