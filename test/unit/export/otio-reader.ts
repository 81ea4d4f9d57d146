import { fileOfUrl, inOrder, type CutReading } from './cut-reading.ts'

/**
 * A reader of OTIO JSON made for these tests from the format's own definitions. It shares nothing with the writer: it
 * walks the tree, checks each object's fields, and places clips on the timeline's own clock.
 */
export interface OtioEvent {
  track: string
  kind: string
  name: string
  recordIn: number
  recordOut: number
  mediaIn: number
  mediaOut: number
  mediaStart: number
  mediaLength: number
  url: string | null
  markers: { at: number; length: number; color: string; name: string }[]
}

/** Parsed JSON: fields are looked at as they come, wrong ones fail the test. */
// oxlint-disable-next-line typescript/no-explicit-any
type Node = any

const commonFields = ['OTIO_SCHEMA', 'metadata', 'name']
const itemFields = [...commonFields, 'source_range', 'effects', 'markers', 'enabled']
const fieldsOf: Record<string, string[]> = {
  'Timeline.1': [...commonFields, 'global_start_time', 'tracks'],
  'Stack.1': [...itemFields, 'children'],
  'Track.1': [...itemFields, 'kind', 'children'],
  'Clip.2': [...itemFields, 'media_references', 'active_media_reference_key'],
  'Gap.1': itemFields,
  'Transition.1': [...commonFields, 'transition_type', 'in_offset', 'out_offset'],
  'Marker.2': [...commonFields, 'marked_range', 'color', 'comment'],
  'ExternalReference.1': [...commonFields, 'target_url', 'available_range', 'available_image_bounds'],
  'MissingReference.1': [...commonFields, 'available_range', 'available_image_bounds'],
  'RationalTime.1': ['OTIO_SCHEMA', 'rate', 'value'],
  'TimeRange.1': ['OTIO_SCHEMA', 'start_time', 'duration'],
}

/** Every OTIO object in the tree; throws at one whose fields are not exactly its schema's. */
export function objectsOf(node: Node): Node[] {
  if (Array.isArray(node)) return node.flatMap(objectsOf)
  if (typeof node !== 'object' || node === null) return []
  const inside = Object.entries(node).flatMap(([key, value]) => (key === 'metadata' ? [] : objectsOf(value)))
  if (node.OTIO_SCHEMA === undefined) return inside
  const expected = fieldsOf[node.OTIO_SCHEMA]?.toSorted().join()
  const found = Object.keys(node).toSorted().join()
  if (expected !== found) throw new Error(`${node.OTIO_SCHEMA} has ${found}, not ${expected}`)
  return [node, ...inside]
}

export function readEvents(text: string): OtioEvent[] {
  const timeline = JSON.parse(text)
  objectsOf(timeline)
  return timeline.tracks.children.flatMap(readTrack)
}

function readTrack(track: Node): OtioEvent[] {
  let clock = 0
  return track.children.flatMap((child: Node) => {
    if (child.OTIO_SCHEMA === 'Transition.1') return []
    const recordIn = clock
    clock += child.source_range.duration.value
    if (child.OTIO_SCHEMA === 'Gap.1') return []
    const reference = child.media_references[child.active_media_reference_key]
    const { start_time: start, duration } = child.source_range
    return [
      {
        track: track.name,
        kind: track.kind,
        name: child.name,
        recordIn,
        recordOut: clock,
        mediaIn: start.value,
        mediaOut: start.value + duration.value,
        mediaStart: reference.available_range.start_time.value,
        mediaLength: reference.available_range.duration.value,
        url: reference.target_url ?? null,
        markers: child.markers.map((marker: Node) => ({
          at: marker.marked_range.start_time.value,
          length: marker.marked_range.duration.value,
          color: marker.color,
          name: marker.name,
        })),
      },
    ]
  })
}

/** The first picture track with what lies under its dissolves, and all markers. */
export function readOtioCut(text: string): CutReading {
  const timeline = JSON.parse(text)
  objectsOf(timeline)
  const track = timeline.tracks.children.find(({ kind }: Node) => kind === 'Video')
  const reading: CutReading = { start: timeline.global_start_time.value, length: 0, events: [], markers: [] }
  for (const marker of timeline.tracks.markers) reading.markers.push(markerOf(marker, 0))
  for (const [index, child] of track.children.entries()) {
    if (child.OTIO_SCHEMA === 'Transition.1') {
      const [before, after] = [track.children[index - 1], track.children[index + 1]]
      if (before?.OTIO_SCHEMA !== 'Clip.2' || after?.OTIO_SCHEMA !== 'Clip.2') throw new Error('a dissolve at a gap')
      continue
    }
    const { start_time: start, duration } = child.source_range
    if (child.OTIO_SCHEMA === 'Clip.2') {
      const over = {
        before: overlap(track.children[index - 1], 'in'),
        after: overlap(track.children[index + 1], 'out'),
      }
      const { target_url: url, available_range: available } = child.media_references[child.active_media_reference_key]
      const mediaIn = start.value - over.before
      const beyond = available.start_time.value + available.duration.value
      if (mediaIn < available.start_time.value || start.value + duration.value + over.after > beyond)
        throw new Error('outside of its media')
      const recordIn = reading.length - over.before
      const recordOut = reading.length + duration.value + over.after
      reading.events.push({ file: fileOfUrl(url), mediaIn, recordIn, recordOut })
      for (const marker of child.markers) reading.markers.push(markerOf(marker, reading.length - start.value))
    }
    reading.length += duration.value
  }
  return inOrder(reading)
}

function overlap(child: Node, side: 'in' | 'out'): number {
  return child?.OTIO_SCHEMA === 'Transition.1' ? child[`${side}_offset`].value : 0
}

function markerOf(marker: Node, shift: number): { at: number; text: string } {
  return { at: marker.marked_range.start_time.value + shift, text: marker.name }
}
