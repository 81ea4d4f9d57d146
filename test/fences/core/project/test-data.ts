// breaks nothing-imports-tests-or-scripts
import { sample } from '../../test/sample.ts'

export const film = sample
