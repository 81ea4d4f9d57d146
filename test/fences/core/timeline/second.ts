import { first } from './first.ts'

export function second(): number {
  return first() + 1
}
