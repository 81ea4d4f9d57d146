import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePoseJson } from '../../../core/camera/formats/pose-json.ts'
import { formatRealEstate10k, parseRealEstate10k } from '../../../core/camera/formats/realestate10k.ts'
import type { PoseRow } from '../../../core/camera/pose-row.ts'
import type { Result } from '../../../core/contract/result.ts'
import { valueOf } from '../../../core/contract/result.ts'
import { normalizeQuaternion, rotationRows } from '../../../core/math/quaternion.ts'
import { errorText } from '../../../core/texts/language.ts'

const LENS = '0.5 0.9 0.5 0.5 0 0'
const POSE = '1 0 0 0.1 0 1 0 0.2 0 0 1 0.3'
const LINE = `1000 ${LENS} ${POSE}`
const fixture = (name: string) => readFileSync(new URL(`../../fixtures/poses/${name}`, import.meta.url), 'utf8')
const read = (text: string) => parseRealEstate10k(text, 'path.txt')
const rows = (text: string) => valueOf(read(text)).rows

function expectError(result: Result<unknown>, code: string, details: Record<string, unknown>): void {
  const error = result.ok ? null : result.error
  expect(error).toMatchObject({ code, details: { file: 'path.txt', ...details } })
  // Every placeholder of the words is filled, in both languages.
  for (const language of ['en', 'ko'] as const)
    expect(errorText(error!.code, error!.details, language)).not.toContain('{{')
}

const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((x) => x + 0)
const unit = fc.double({ min: -1, max: 1, noNaN: true })
const poseRows: fc.Arbitrary<PoseRow[]> = fc
  .array(
    fc.record({
      step: fc.integer({ min: 1, max: 1e6 }),
      lens: fc.tuple(...[0.05, 0.05, 0, 0].map((min) => fc.double({ min, max: 1.5, noNaN: true }))),
      unused: fc.tuple(fc.constantFrom(0, 1280), fc.constantFrom(0, 720)),
      turn: fc.tuple(unit, unit, unit),
      position: fc.tuple(finite, finite, finite),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((list) => {
    let timestampMicroseconds = 0
    return list.map(({ step, lens, unused, turn, position }) => ({
      timestampMicroseconds: (timestampMicroseconds += step),
      focalX: lens[0]!,
      focalY: lens[1]!,
      centreX: lens[2]! + 0,
      centreY: lens[3]! + 0,
      unused,
      cameraFromWorld: rotationRows(normalizeQuaternion([...turn, 1])).flatMap((row, i) =>
        [...row, position[i]!].map((x) => x + 0),
      ),
    }))
  })

describe('RealEstate10K text', () => {
  it('reads the published file', () => {
    const { source, rows } = valueOf(read(fixture('0c9b371cc6225682_svd.txt')))
    expect(source).toBe('https://www.youtube.com/watch?v=_ca03xP_KUU')
    expect(rows).toHaveLength(14)
    expect(rows[1]).toMatchObject({ timestampMicroseconds: 211978000, focalX: 0.479272232, focalY: 0.852039479 })
    expect(rows[1]!.cameraFromWorld.slice(0, 4)).toEqual([0.981123209, 0.010271559, -0.193110615, 0.006415491])
    expect(rows[1]!.cameraFromWorld[11]).toBe(-1.131634522)
  })

  it('comes back from its own text, to the bit', () => {
    const source = fc.constantFrom('', 'https://example.com/watch?v=1', 'a  name\nover two lines')
    fc.assert(
      fc.property(poseRows, source, (list, from) => {
        const text = formatRealEstate10k({ source: from, rows: list })
        const back = valueOf(read(text))
        expect(back.rows).toEqual(list)
        expect(back.source).toBe(from.replaceAll(/\s+/g, ' '))
      }),
    )
  })

  it('writes what a split on single spaces reads', () => {
    fc.assert(
      fc.property(poseRows, (list) => {
        const lines = formatRealEstate10k({ source: 'x', rows: list }).split('\n')
        expect(lines.pop()).toBe('')
        expect(lines).toHaveLength(list.length + 1)
        for (const line of lines.slice(1)) {
          const words = line.split(' ')
          expect(words).toHaveLength(19)
          words.forEach((word) => expect(word).toMatch(/^-?\d+(\.\d+)?(e-\d+)?$/))
        }
      }),
    )
  })

  it.each([
    [
      'tabs and double spaces',
      `x\n${LINE.replaceAll(' ', '\t')}\n${LINE.replace('1000', ' 2000').replaceAll(' ', '  ')}`,
    ],
    ['CRLF and blank lines', `x\r\n\r\n${LINE}\r\n\r\n${LINE.replace('1000', '2000')}\r\n\r\n`],
    ['a byte order mark', `\uFEFFx\n${LINE}\n${LINE.replace('1000', '2000')}`],
    ['a blank first line', `\n${LINE}\n${LINE.replace('1000', '2000')}`],
    ['no first line', `${LINE}\n${LINE.replace('1000', '2000')}`],
    ['a byte order mark and no first line', `\uFEFF${LINE}\n${LINE.replace('1000', '2000')}`],
  ])('reads %s', (_, text) => {
    const found = rows(text)
    expect(found.map((row) => row.timestampMicroseconds)).toEqual([1000, 2000])
    expect(found[1]!.cameraFromWorld).toEqual([1, 0, 0, 0.1, 0, 1, 0, 0.2, 0, 0, 1, 0.3])
  })

  it('spaces rows without usable times evenly', () => {
    const times = (text: string) => rows(text).map((row) => row.timestampMicroseconds)
    expect(times(`\n${LENS} ${POSE}\n${LENS} ${POSE}\n`)).toEqual([0, 40_000])
    expect(times(`\n0 ${LENS} ${POSE}\n0 ${LENS} ${POSE}\n0 ${LENS} ${POSE}`)).toEqual([0, 40_000, 80_000])
  })

  it.each([
    ['', 'empty', {}],
    ['https://example.com\n\n', 'empty', {}],
    [`x\n${LINE} 7`, 'columns', { line: 2, found: 20, expected: 19 }],
    [`x\n${LINE}\n${LENS} ${POSE}`, 'columns', { line: 3, found: 18, expected: 19 }],
    [LINE.replace(' 0.3', ''), 'columns', { line: 1, found: 18, expected: 19 }],
    [`x\n${LINE}\n\n2000 ${LENS} ${POSE.replace('0.2', '0,2')}`, 'number', { line: 4, column: 15, found: '0,2' }],
    [LINE.replace('0.9', 'wide'), 'number', { line: 1, column: 3, found: 'wide' }],
    [`x\n${LINE.replace('0.3', 'nan')}`, 'not-finite', { line: 2, column: 19, found: 'nan' }],
    [`x\n${LINE.replace('0.3', '1e999')}`, 'not-finite', { line: 2, column: 19 }],
    [`x\n${LINE}\n${LINE.replace('1000', '999')}`, 'order', { line: 3, column: 1, found: 999, previous: 1000 }],
    [`x\n${LINE.replace('0.9', '921.6')}`, 'lens', { line: 2, column: 3, found: 921.6 }],
    [`x\n${LINE.replace('0.5 0.5', '0.5 320')}`, 'lens', { line: 2, column: 5, found: 320 }],
    [`x\n1000 ${LENS} 2 0 0 0 0 2 0 0 0 0 2 0`, 'rotation', { line: 2, column: 8, lastColumn: 19 }],
    [`x\n1000 ${LENS} 1 0 0 0 0 -1 0 0 0 0 1 0`, 'mirrored', { line: 2, column: 8 }],
    [`x\n1000 ${LENS} 1 0 0 0 0 1 0 0 0.1 0 1 0`, 'rotation', { line: 2 }],
  ])('names what is wrong in %j', (text, code, details) => {
    expectError(read(text), `camera.pose-file.${code}`, details)
  })

  it('never throws, whatever it is given', () => {
    const word = fc.constantFrom('1', '0', '-1.5', 'nan', 'x', '\t', '\r\n', '\n', ' ', '0.5', LINE, POSE)
    fc.assert(fc.property(fc.array(word, { maxLength: 60 }), (words) => typeof read(words.join(' ')).ok === 'boolean'))
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof read(text).ok === 'boolean'))
  })
})

describe('JSON rows', () => {
  const json = (text: string) => parsePoseJson(text, 'path.txt')
  const row = `[${LENS} ${POSE}]`.replaceAll(' ', ', ')

  it('reads 18 numbers a frame as the same line without its time', () => {
    const [first, second] = valueOf(json(`[${row},\n${row}]`))
    expect(first).toEqual({ ...rows(`x\n${LINE}`)[0], timestampMicroseconds: 0 })
    expect(second!.timestampMicroseconds).toBe(40_000)
    expect(valueOf(json(`[[1000, ${row.slice(1)}]`))[0]!.timestampMicroseconds).toBe(1000)
  })

  it.each([
    ['{"poses": []}', 'json', {}],
    ['[1, 2]', 'json', {}],
    ['[[1, 2]', 'json', {}],
    ['[]', 'empty', {}],
    [`[\n${row},\n${row.replace('0.9, ', '')}\n]`, 'columns', { line: 3, found: 17, expected: 18 }],
    [`[\n${row.replace('0.9', '"]["')}]`, 'number', { line: 2, column: 2, found: '"]["' }],
    [`[${row.replace('0.3', '1e999')}]`, 'not-finite', { line: 1, column: 18 }],
    [`[${row.replace('1, 0, 0, 0.1', '3, 0, 0, 0.1')}]`, 'rotation', { line: 1, column: 7, lastColumn: 18 }],
  ])('names what is wrong in %j', (text, code, details) => {
    expectError(json(text), `camera.pose-file.${code}`, details)
  })
})
