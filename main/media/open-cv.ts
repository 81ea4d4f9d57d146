import type { OpenCV } from '@opencvjs/node'

export type OpenCvLibrary = typeof OpenCV

/** A matrix in OpenCV's memory. */
export type OpenCvMat = OpenCV.Mat

/** OpenCV, WebAssembly, once it was needed. */
let library: Promise<OpenCvLibrary> | null = null

/** OpenCV's functions. What they make lies in its own memory: whoever gets a Mat deletes it. */
export function openCv(): Promise<OpenCvLibrary> {
  library ??= import('@opencvjs/node').then(({ loadOpenCV }) => loadOpenCV())
  return library
}
