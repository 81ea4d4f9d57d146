import type { Film } from '../../../core/project/schema/film.ts'

/** What each frame of the cut shows, dissolves left out: `shot:frame`, or `gap`. Counted item by item. */
export function shownFrames({ cut }: Film): string[] {
  const shown: string[] = []
  for (const item of cut.items) {
    if (item.kind === 'gap') for (let frame = 0; frame < item.durationFrames; frame++) shown.push('gap')
    else if (item.kind === 'clip')
      for (let frame = item.source.start; frame < item.source.end; frame++) shown.push(`${item.shotId}:${frame}`)
  }
  return shown
}
