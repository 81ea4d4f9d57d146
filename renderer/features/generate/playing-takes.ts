/** Pictures of so many pixels are decoded at a time while playing: six of 1280×720, as fast as two processor cores can. */
const mostPixels = 6 * 1280 * 720
/** More small pictures than these nobody follows. */
const mostTakes = 16

/**
 * Which of the takes in sight go along while playing, so that all that move stay in step: those around the one that is
 * looked at first, then the others in reading order.
 * @param visible in reading order
 * @param focused the one that is looked at, if any
 */
export function playingTakes(visible: readonly Sized[], focused: string | null): ReadonlySet<string> {
  const first = visible.filter(({ id }) => id === focused)
  const ordered = [...first, ...visible.filter((take) => !first.includes(take))]
  const playing = new Set<string>()
  let pixels = 0
  for (const { id, size } of ordered) {
    pixels += size.width * size.height
    if (playing.size > 0 && (pixels > mostPixels || playing.size >= mostTakes)) break
    playing.add(id)
  }
  return playing
}

interface Sized {
  readonly id: string
  readonly size: { readonly width: number; readonly height: number }
}
