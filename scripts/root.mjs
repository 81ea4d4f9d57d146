import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout (or installed package) that these scripts belong to. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
