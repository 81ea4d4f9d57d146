import type { CacheMesh } from '../../../core/cache/mesh.ts'
import type { Failure } from '../../../core/contract/errors.ts'
import type { Camera } from '../../../core/contract/generation.ts'
import type { BoardToRender, ViewFrame } from './frame-renderer.ts'

/** What the window asks of the worker that draws frames; each is answered in its turn, but for `drop`. */
export type FrameRequest =
  | { readonly kind: 'load'; readonly board: number; readonly pixels: BoardToRender }
  | { readonly kind: 'drop'; readonly board: number }
  | { readonly kind: 'render' | 'draft'; readonly board: number; readonly camera: Camera }
  | { readonly kind: 'coverage'; readonly board: number; readonly cameras: readonly Camera[] }

export type FrameAnswer =
  | { readonly kind: 'loaded'; readonly mesh: CacheMesh }
  | { readonly kind: 'frame'; readonly frame: ViewFrame }
  | { readonly kind: 'coverage'; readonly parts: readonly number[] }
  | { readonly kind: 'failed'; readonly failure: Failure }
