import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeEdl } from '../../../core/export/edl.ts'
import { writeFcpxml } from '../../../core/export/fcpxml.ts'
import { writeOtio } from '../../../core/export/otio.ts'
import { writeXmeml } from '../../../core/export/xmeml.ts'
import { asciiLine } from '../../../core/export/plain-text.ts'
import type { CutReading } from './cut-reading.ts'
import { readEdl } from './edl-reader.ts'
import { FcpxmlFile } from './fcpxml-reader.ts'
import { readOtioCut } from './otio-reader.ts'
import { anyCut } from './random-cuts.ts'
import { XmemlFile } from './xmeml-reader.ts'

/** An edit list tells names in ASCII. */
function inAscii(reading: CutReading): CutReading {
  return { ...reading, events: reading.events.map((event) => ({ ...event, file: asciiLine(event.file) })) }
}

test.each([true, false])('OTIO (for Premiere: %s) reads back as the cut it was written from', (premiere) => {
  fc.assert(
    fc.property(anyCut, ({ sequence, expected }) => {
      expect(readOtioCut(writeOtio(sequence, { premiere }))).toEqual(expected)
    }),
  )
})

test.each(['premiere', 'resolve', 'generic'] as const)('xmeml for %s reads back as the same cut', (pathForm) => {
  fc.assert(
    fc.property(anyCut, ({ sequence, expected }) => {
      expect(new XmemlFile(writeXmeml(sequence, { pathForm })).cut()).toEqual(expected)
    }),
  )
})

test('an EDL reads back as the same cut', () => {
  fc.assert(
    fc.property(anyCut, ({ sequence, base, expected }) => {
      const { text, notes } = writeEdl(sequence)
      expect(readEdl(text, base)).toEqual(inAscii(expected))
      expect(notes.filter(({ code }) => code !== 'export.note.edl-letters')).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('FCPXML reads back as the same cut', () => {
  fc.assert(
    fc.property(anyCut, ({ sequence, expected }) => {
      const { text, notes } = writeFcpxml(sequence)
      expect(new FcpxmlFile(text).cut()).toEqual(expected)
      expect(notes.filter(({ code }) => code !== 'export.note.fcpxml-marker-colours')).toEqual([])
    }),
    { numRuns: 300 },
  )
})
