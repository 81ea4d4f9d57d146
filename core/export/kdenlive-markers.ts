import type { CutSequence, MarkerColor, SequenceMarker, SequenceMedia } from './cut-sequence.ts'
import { withoutHalfPairs } from './plain-text.ts'

/** Colours of markers in programs that take any, as `#rrggbb`. */
export const markerColours: Readonly<Record<MarkerColor, string>> = {
  red: '#da4453',
  orange: '#f67400',
  yellow: '#fdbc4b',
  green: '#27ae60',
  cyan: '#1abc9c',
  blue: '#3daee9',
  purple: '#9b59b6',
  magenta: '#c0399b',
  pink: '#f48fb1',
  white: '#ffffff',
  black: '#000000',
}

/** Name and comment in one text, as programs with a single field for them show it. */
export function markerWords({ name, comment }: SequenceMarker): string {
  return [name, comment]
    .filter((text) => text !== '')
    .map(withoutHalfPairs)
    .join(': ')
}

/** Kdenlive's colours of markers are categories of the document; one for each colour that its markers have. */
export class MarkerCategories {
  readonly #colors: readonly MarkerColor[]

  constructor({ markers, pictureTracks, soundTracks }: CutSequence) {
    const items = [...pictureTracks, ...soundTracks].flatMap((track) => track.items)
    const onClips = items.flatMap((item) => (item.kind === 'clip' ? item.markers : []))
    this.#colors = [...new Set([...markers, ...onClips].map(({ color }) => color))]
  }

  /** The categories as the document lists them, or none. */
  json(): string {
    const categories = this.#colors.map((color, index) => {
      return { color: markerColours[color], comment: `${color[0]?.toUpperCase()}${color.slice(1)}`, index }
    })
    return categories.length === 0 ? '' : JSON.stringify(categories)
  }

  /** Markers as the document keeps them, or none. A frame has one marker: several are told in one. */
  list(markers: readonly SequenceMarker[]): string {
    const byFrame = new Map<number, SequenceMarker[]>()
    for (const marker of markers) {
      const { start } = marker.frames
      byFrame.set(start, [...(byFrame.get(start) ?? []), marker])
    }
    const list = [...byFrame].map(([pos, [first, ...others]]) => {
      const words = new Set([first, ...others].flatMap((marker) => (marker ? [markerWords(marker)] : [])))
      return { comment: [...words].join(' / '), pos, type: first ? this.#colors.indexOf(first.color) : 0 }
    })
    return list.length === 0 ? '' : JSON.stringify(list)
  }
}

/** The markers of every clip that shows the media: Kdenlive keeps them with the media, where all its clips have them. */
export function mediaMarkers({ pictureTracks, soundTracks }: CutSequence, media: SequenceMedia): SequenceMarker[] {
  const items = [...pictureTracks, ...soundTracks].flatMap((track) => track.items)
  return items.flatMap((item) => (item.kind === 'clip' && item.mediaId === media.id ? item.markers : []))
}
