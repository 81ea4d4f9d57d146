// breaks preload-knows-the-contract
import { readFileSync } from 'node:fs'

export const read = readFileSync
