import { StudioError } from '../../contract/errors.ts'
import { clampRange, type FrameRange } from '../../timeline/range.ts'
import type { Cut, CutClip, CutItem, SoundClip } from '../schema/cut.ts'
import { shotFrames, type Film } from '../schema/film.ts'
import type { Marker } from '../schema/values.ts'
import { checkedFilm } from './check.ts'
import { fitCut, withoutItems } from './cut-fit.ts'
import { changeItem, dropItem, findItem, insertItem } from './items.ts'

function withCut(film: Film, change: (cut: Cut) => Partial<Cut>): Film {
  const changed = { ...film, cut: { ...film.cut, ...change(film.cut) } }
  return checkedFilm(film, { ...changed, cut: fitCut(changed) })
}

function changeClip(film: Film, clipId: string, change: (clip: CutClip) => CutClip): Film {
  return withCut(film, ({ items }) => ({
    items: changeItem<CutItem>(items, clipId, 'clip', (item) => {
      if (item.kind !== 'clip') throw new StudioError('edit.unknown', { kind: 'clip', id: clipId })
      return change(item)
    }),
  }))
}

/** Puts a clip, gap or dissolve into the cut; what follows moves. A dissolve without two clips beside it is refused. */
export function addCutItem(film: Film, item: CutItem, index = film.cut.items.length): Film {
  return checkedFilm(film, { ...film, cut: { ...film.cut, items: insertItem(film.cut.items, index, item) } })
}

/** What follows closes up. Dissolves beside it go with it. */
export function removeCutItem(film: Film, itemId: string): Film {
  const gone = findItem(film.cut.items, itemId, 'cut item')
  return withCut(film, ({ items }) => ({ items: withoutItems(items, (item) => item === gone) }))
}

/** Moves a clip or gap to `index` among the items left without it and the dissolves beside it, which go. */
export function moveCutItem(film: Film, itemId: string, index: number): Film {
  const moved = findItem(film.cut.items, itemId, 'cut item')
  return withCut(film, ({ items }) => ({
    items: insertItem(
      withoutItems(items, (item) => item === moved),
      index,
      moved,
    ),
  }))
}

/** Sets what the clip shows of its shot, held inside the shot and its handles. What follows moves (a ripple trim). */
export function trimClip(film: Film, clipId: string, source: FrameRange): Film {
  return changeClip(film, clipId, (clip) => ({
    ...clip,
    source: clampRange(source, shotFrames(findItem(film.shots, clip.shotId, 'shot'))),
  }))
}

/** Cuts the clip in two before the shot's frame `frame`; the second part gets `newClipId` and the markers from there. */
export function splitClip(film: Film, clipId: string, frame: number, newClipId: string): Film {
  return withCut(film, ({ items }) => ({
    items: items.flatMap((item): CutItem[] => {
      if (item.id !== clipId || item.kind !== 'clip') return [item]
      return [
        {
          ...item,
          source: { start: item.source.start, end: frame },
          markers: item.markers.filter((marker) => marker.frame < frame),
        },
        {
          ...item,
          id: newClipId,
          source: { start: frame, end: item.source.end },
          markers: item.markers.filter((marker) => marker.frame >= frame),
        },
      ]
    }),
  }))
}

/** A marker on the cut, or on a clip when `clipId` is given. */
export function addMarker(film: Film, marker: Marker, clipId: string | null): Film {
  return changeMarkers(film, clipId, (markers) => [...markers, marker])
}

export function changeMarker(film: Film, marker: Marker, clipId: string | null): Film {
  return changeMarkers(film, clipId, (markers) => changeItem(markers, marker.id, 'marker', () => marker))
}

export function removeMarker(film: Film, markerId: string, clipId: string | null): Film {
  return changeMarkers(film, clipId, (markers) => dropItem(markers, markerId, 'marker'))
}

function changeMarkers(film: Film, clipId: string | null, change: (markers: Marker[]) => Marker[]): Film {
  if (clipId === null) return withCut(film, ({ markers }) => ({ markers: change(markers) }))
  return changeClip(film, clipId, (clip) => ({ ...clip, markers: change(clip.markers) }))
}

/** Where the cut's timecode starts, and how it counts. */
export function setCutStart(film: Film, startFrame: number, dropFrame: boolean): Film {
  return withCut(film, () => ({ startFrame, dropFrame }))
}

/** A new sound track, named and empty, under the others. */
export function addSoundTrack(film: Film, trackId: string, name: string): Film {
  return withCut(film, ({ soundTracks }) => ({
    soundTracks: [...soundTracks, { id: trackId, name, muted: false, gainDb: 0, clips: [] }],
  }))
}

/** Puts a sound on a track, in order of time; one with the same id is replaced. Overlapping another is refused. */
export function setSoundClip(film: Film, trackId: string, clip: SoundClip): Film {
  return withCut(film, ({ soundTracks }) => ({
    soundTracks: changeItem(soundTracks, trackId, 'sound track', (track) => ({
      ...track,
      clips: [...track.clips.filter(({ id }) => id !== clip.id), clip].toSorted(
        (a, b) => a.recordStartFrame - b.recordStartFrame,
      ),
    })),
  }))
}

export function removeSoundClip(film: Film, trackId: string, clipId: string): Film {
  return withCut(film, ({ soundTracks }) => ({
    soundTracks: changeItem(soundTracks, trackId, 'sound track', (track) => ({
      ...track,
      clips: dropItem(track.clips, clipId, 'clip'),
    })),
  }))
}
