// breaks features-stay-apart
import { focalLengthMm } from '../camera/lens.ts'

export const lens = focalLengthMm
