// breaks no-cycles
import { second } from './second.ts'

export function first(): number {
  return second() + 1
}
