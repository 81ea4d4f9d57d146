// breaks preload-takes-types-only
import { channel } from '../core/contract/calls.ts'

export const name = channel
