import type { Failure } from '../../../core/contract/errors.ts'
import type { GenerationSpec } from '../../../core/contract/generation.ts'
import type { ShotToCompile } from '../../../core/project/compile-shot.ts'

/** What the window asks of the worker that compiles; answered in order. */
export type CompileRequest =
  | { readonly kind: 'compile'; readonly shot: ShotToCompile }
  | { readonly kind: 'npy'; readonly spec: GenerationSpec }
  | { readonly kind: 'pictures'; readonly spec: GenerationSpec }

/** A sample's ray map as two opaque pictures `[height, width, 4]`; red, green and blue are the three components. */
export interface PluckerPictures {
  readonly width: number
  readonly height: number
  /** Unit directions; −1 is black, 1 is full. */
  readonly direction: Uint8ClampedArray<ArrayBuffer>
  /** Moments (or origins); the largest of the shot, `momentRange`, is full, its negative black. */
  readonly moment: Uint8ClampedArray<ArrayBuffer>
}

export type CompileAnswer =
  | { readonly kind: 'spec'; readonly spec: GenerationSpec }
  | { readonly kind: 'npy'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'pictures'; readonly samples: readonly PluckerPictures[]; readonly momentRange: number }
  | { readonly kind: 'failed'; readonly failure: Failure }
