// breaks core-is-pure
import { readFileSync } from 'node:fs'

export const poses = readFileSync('poses.txt', 'utf8')
