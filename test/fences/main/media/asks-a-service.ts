// breaks media-imports-core-and-media-libraries
import { channel } from '../services/channel.ts'

export const name = channel
