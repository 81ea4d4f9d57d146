import type { Camera } from '../../../../core/contract/generation.ts'

/** Whether both see the same picture of a board, to the last bit. */
export function sameCamera(a: Camera, b: Camera): boolean {
  return a === b || (sameNumbers(a.worldFromCamera, b.worldFromCamera) && sameNumbers(a.intrinsics, b.intrinsics))
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index])
}
