// breaks renderer-knows-no-process-but-itself
import { channel } from '../../main/services/channel.ts'

export const name = channel
