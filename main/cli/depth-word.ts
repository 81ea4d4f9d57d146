import path from 'node:path'
import { StudioError } from '../../core/contract/errors.ts'
import type { DepthWish } from '../services/boards/wished-depth.ts'

/** `auto`, `flat`, `ground`, `ground:0.4`, otherwise a file; a file of such a name is written `./flat`. */
export function depthWish(text: string): DepthWish {
  if (text === 'auto') return { kind: 'auto', asked: true }
  if (text === 'flat') return { kind: 'flat' }
  if (text === 'ground') return { kind: 'ground', horizon: 0.5 }
  const horizon = /^ground:(.*)$/s.exec(text)?.[1]
  if (horizon === undefined) return { kind: 'file', file: path.resolve(text) }
  const value = Number(horizon)
  if (!/^\d*\.?\d+$/.test(horizon) || value > 1) throw new StudioError('command.usage.horizon', { value: horizon })
  return { kind: 'ground', horizon: value }
}
