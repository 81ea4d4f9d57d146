import type { CutSequence, SequenceTrack } from './cut-sequence.ts'
import { placeClips, type PlacedClip } from './placed-clips.ts'

/** One clipitem: a placed clip on one of the format's tracks, which hold the picture or a single channel of sound. */
export interface XmemlClip extends PlacedClip {
  readonly id: string
  readonly mediaType: 'video' | 'audio'
  /** From 1, among the tracks of its kind. */
  readonly trackIndex: number
  /** From 1, among the clips of its track. */
  readonly clipIndex: number
  /** From 1: which channel of the media's sound; 1 for picture. */
  readonly channel: number
  /** Clips with the same key are linked: picture and sound of one shot, the channels of one sound. */
  readonly linkKey: string | null
}

export interface XmemlTrack {
  readonly clips: readonly XmemlClip[]
  /** Which of how many channels of one sound track this is. */
  readonly channel: number
  readonly channels: number
}

/** The sequence's picture tracks as the format has them. */
export function videoTracks(sequence: CutSequence): XmemlTrack[] {
  return sequence.pictureTracks.map((track, index) => {
    const clips = placeClips(sequence, track).map((placed, at): XmemlClip => {
      const place = { mediaType: 'video', trackIndex: index + 1, clipIndex: at + 1, channel: 1 } as const
      return { ...placed, ...place, id: `clipitem-v${index + 1}-${at + 1}`, linkKey: placed.clip.linkId }
    })
    return { clips, channel: 1, channels: 1 }
  })
}

/** The sequence's sound tracks, one track for every channel of the widest sound on it. */
export function audioTracks(sequence: CutSequence): XmemlTrack[] {
  const tracks: XmemlTrack[] = []
  for (const [index, track] of sequence.soundTracks.entries()) {
    const placed = placeClips(sequence, track)
    const channels = Math.max(1, ...placed.map(channelsOf))
    for (let channel = 1; channel <= channels; channel++)
      tracks.push({ clips: channelClips(track, placed, index, channel, tracks.length + 1), channel, channels })
  }
  return tracks
}

function channelClips(
  track: SequenceTrack,
  placed: readonly PlacedClip[],
  soundTrack: number,
  channel: number,
  trackIndex: number,
): XmemlClip[] {
  if (placed.some(({ leadIn }) => leadIn !== null)) throw new RangeError(`sound track ${track.name} has a dissolve`)
  const clips = placed.flatMap((each, at) => (channelsOf(each) >= channel ? [{ each, at }] : []))
  return clips.map(({ each, at }, index) => {
    const ownLink = channelsOf(each) > 1 ? `sound ${soundTrack} ${at}` : null
    const place = { mediaType: 'audio', trackIndex, clipIndex: index + 1, channel } as const
    return { ...each, ...place, id: `clipitem-a${trackIndex}-${index + 1}`, linkKey: each.clip.linkId ?? ownLink }
  })
}

function channelsOf({ media }: PlacedClip): number {
  return media.sound?.channels ?? 1
}
