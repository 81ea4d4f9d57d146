/** What the timeline is asked to do with its zoom: a factor about the playhead, or the whole cut in sight. */
type ZoomRequest = number | 'fit'

let answer: ((request: ZoomRequest) => void) | null = null

/** The timeline that is on screen answers; it alone knows its width. @returns stops answering */
export function answerZoom(zoom: (request: ZoomRequest) => void): () => void {
  answer = zoom
  return () => {
    if (answer === zoom) answer = null
  }
}

export function askZoom(request: ZoomRequest): void {
  answer?.(request)
}
