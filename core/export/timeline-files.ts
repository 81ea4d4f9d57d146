import type { CutSequence, SequenceClip } from './cut-sequence.ts'
import { writeEdl } from './edl.ts'
import type { ExportNote } from './export-note.ts'
import { finalCutRateName } from './fcpxml-time.ts'
import { writeFcpxml } from './fcpxml.ts'
import { writeKdenlive } from './kdenlive.ts'
import { mltNotes } from './mlt-notes.ts'
import { writeMlt } from './mlt.ts'
import { writeOtio } from './otio.ts'
import type { PresetFacts } from './presets.ts'
import { hasTimecode } from './timecode-rate.ts'
import { framesPerSecond } from '../timeline/rational.ts'
import { timecodeBase } from '../timeline/timecode.ts'
import { loudestGainDb } from './xmeml-effects.ts'
import { writeXmeml } from './xmeml.ts'

/** A timeline file's extension is its format: xmeml has `.xml`. */
export interface TimelineFile {
  readonly extension: 'otio' | 'xml' | 'edl' | 'fcpxml' | 'kdenlive' | 'mlt'
  readonly text: string
}

/** Names of a timeline file and its copies in the export, with `/`. */
export function timelineNames(
  stem: string,
  { extension }: Pick<TimelineFile, 'extension'>,
  preset: PresetFacts,
): string[] {
  const name = `${stem}.${extension}`
  return extension === 'xml' && preset.xmemlBesideMedia ? [name, `media/${name}`] : [name]
}

export interface TimelineFiles {
  readonly files: readonly TimelineFile[]
  /** What one of the files does not hold. */
  readonly notes: readonly ExportNote[]
}

/**
 * Every timeline file of a preset, all of the same cut. A format that cannot hold the film's rate is left out and noted.
 * @param folder where they will lie, absolute, for those that name media beside them; empty when that is not known
 */
export function timelineFiles(sequence: CutSequence, preset: PresetFacts, folder = ''): TimelineFiles {
  const files: TimelineFile[] = []
  const notes: ExportNote[] = []
  const leaveOut = (format: string): void => {
    notes.push({ code: 'export.note.rate', details: { rate: shownRate(sequence), format } })
  }
  for (const format of preset.timelines) {
    if (format === 'otio') {
      files.push({ extension: 'otio', text: writeOtio(sequence, { premiere: preset.premiereMetadata }) })
    } else if (format === 'kdenlive' || format === 'mlt') {
      const write = format === 'mlt' ? writeMlt : writeKdenlive
      files.push({ extension: format, text: write(sequence, { folder }) })
      notes.push(...mltNotes(sequence, format))
    } else if (format === 'fcpxml') {
      const fcpxml = fcpxmlFile(sequence)
      files.push(...fcpxml.files)
      notes.push(...fcpxml.notes)
    } else if (!hasTimecode(sequence.rate)) {
      leaveOut(format === 'edl' ? 'EDL' : 'FCP 7 XML')
    } else if (format === 'xmeml') {
      files.push({ extension: 'xml', text: writeXmeml(sequence, preset) })
      notes.push(...xmemlNotes(sequence))
    } else if (timecodeBase(sequence.rate) > 100) {
      // Three digits for the frames do not fit the format's columns.
      leaveOut('EDL')
    } else {
      const edl = writeEdl(sequence)
      files.push({ extension: 'edl', text: edl.text })
      notes.push(...edl.notes)
    }
  }
  return { files, notes }
}

function fcpxmlFile(sequence: CutSequence): TimelineFiles {
  if (finalCutRateName(sequence.rate) === null)
    return { files: [], notes: [{ code: 'export.note.fcpxml-rate', details: { rate: shownRate(sequence) } }] }
  const { text, notes } = writeFcpxml(sequence)
  return { files: [{ extension: 'fcpxml', text }], notes }
}

function shownRate({ rate }: CutSequence): number {
  return Number(framesPerSecond(rate).toFixed(3))
}

function xmemlNotes(sequence: CutSequence): ExportNote[] {
  const clips = clipsOf(sequence.pictureTracks)
  const sounds = clipsOf(sequence.soundTracks)
  const markers = sequence.markers.length + clips.reduce((sum, clip) => sum + clip.markers.length, 0)
  return [
    ...note('export.note.marker-colours', markers),
    ...note('export.note.loud', sounds.filter(({ gainDb }) => gainDb > loudestGainDb).length),
    ...note('export.note.gain', sounds.filter(({ gainDb }) => gainDb !== 0).length),
  ]
}

function note(code: ExportNote['code'], count: number): ExportNote[] {
  return count === 0 ? [] : [{ code, details: { count } }]
}

function clipsOf(tracks: CutSequence['pictureTracks']): SequenceClip[] {
  return tracks.flatMap(({ items }) => items.filter((item) => item.kind === 'clip'))
}
