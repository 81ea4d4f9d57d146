// breaks native-models-imports-core-and-node
import { channel } from '../../main/services/channel.ts'

export const name = channel
