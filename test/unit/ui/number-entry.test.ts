import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEntry, type EntryOptions } from '../../../renderer/ui/fields/number-entry.ts'

const plain: EntryOptions = { unit: 'none', current: 10 }

function value(text: string, options: EntryOptions = plain): number {
  const entry = readEntry(text, options)
  if (!entry.ok) throw new Error(`${text}: ${entry.fault}`)
  return entry.value
}

function fault(text: string, options: EntryOptions = plain): string {
  const entry = readEntry(text, options)
  return entry.ok ? String(entry.value) : entry.fault
}

describe('a typed number', () => {
  it('is read as written, with a point or a comma, a minus sign of either kind', () => {
    expect(value('12')).toBe(12)
    expect(value(' 1.25 ')).toBe(1.25)
    expect(value('1,25')).toBe(1.25)
    expect(value('.5')).toBe(0.5)
    expect(value('-3')).toBe(-3)
    expect(value('−3')).toBe(-3)
  })

  it('is any number that JavaScript prints without an exponent', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 6 }), (digits, places) => {
        const text = (digits / 10 ** places).toFixed(places)
        expect(value(text)).toBe(Number(text))
      }),
    )
  })

  it('never breaks the reader, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('none', 'mm', 'frames', 'factor'), (text, unit) => {
        const entry = readEntry(text, { unit, current: 1, framesPerSecond: 24 })
        expect(entry.ok ? Number.isFinite(entry.value) : entry.fault.length > 0).toBe(true)
      }),
    )
  })
})

describe('a sum', () => {
  it('follows the order of school, with or without the equals sign', () => {
    expect(value('=12*2+1')).toBe(25)
    expect(value('12+2*3')).toBe(18)
    expect(value('(12+2)*3')).toBe(42)
    expect(value('100/4/5')).toBe(5)
    expect(value('10-4-3')).toBe(3)
    expect(value('2*-3')).toBe(-6)
    expect(value('--3')).toBe(3)
    expect(value('3×4÷2')).toBe(6)
  })

  it('agrees with the arithmetic of the language', () => {
    const operations = {
      '+': (left: number, right: number) => left + right,
      '-': (left: number, right: number) => left - right,
      '*': (left: number, right: number) => left * right,
      '/': (left: number, right: number) => left / right,
    }
    const sum = fc.letrec<{ sum: { text: string; result: number } }>((tie) => ({
      sum: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        fc.nat(999).map((number) => ({ text: String(number), result: number })),
        fc.tuple(tie('sum'), fc.constantFrom('+', '-', '*', '/'), tie('sum')).map(([left, sign, right]) => ({
          text: `(${left.text} ${sign} ${right.text})`,
          result: operations[sign](left.result, right.result),
        })),
      ),
    })).sum
    fc.assert(
      fc.property(sum, ({ text, result }) => {
        if (Number.isFinite(result)) expect(value(text)).toBe(result)
        else expect(fault(text)).toBe('notFinite')
      }),
    )
  })

  it('changes the present value', () => {
    expect(value('+=5')).toBe(15)
    expect(value('-=5')).toBe(5)
    expect(value('*=2')).toBe(20)
    expect(value('/=4')).toBe(2.5)
    expect(value('+=1 m', { unit: 'mm', current: 24 })).toBe(1024)
  })
})

describe('a unit', () => {
  it('is turned into the unit of the field', () => {
    expect(value('3.5cm', { unit: 'mm', current: 0 })).toBeCloseTo(35, 12)
    expect(value('35 mm', { unit: 'mm', current: 0 })).toBe(35)
    expect(value('1.2 m + 30 cm', { unit: 'm', current: 0 })).toBeCloseTo(1.5, 12)
    expect(value('6\' + 2"', { unit: 'm', current: 0 })).toBeCloseTo(1.8796, 12)
    expect(value('90°', { unit: 'degrees', current: 0 })).toBe(90)
    expect(value('0.5turn', { unit: 'degrees', current: 0 })).toBe(180)
    expect(value('50%', { unit: 'none', current: 0 })).toBe(0.5)
    expect(value('50%', { unit: 'percent', current: 0 })).toBe(50)
    expect(value('-6 dB', { unit: 'decibels', current: 0 })).toBe(-6)
    expect(value('1.4×', { unit: 'factor', current: 0 })).toBe(1.4)
    expect(value('1.2×2', { unit: 'factor', current: 0 })).toBe(2.4)
    expect(value('(1+1) cm', { unit: 'mm', current: 0 })).toBe(20)
  })

  it('of time needs the frame rate', () => {
    expect(value('2s', { unit: 'frames', current: 0, framesPerSecond: 24 })).toBe(48)
    expect(value('2s + 12f', { unit: 'frames', current: 0, framesPerSecond: 24 })).toBe(60)
    expect(value('48f', { unit: 'seconds', current: 0, framesPerSecond: 24 })).toBe(2)
    expect(fault('2s', { unit: 'frames', current: 0 })).toBe('unit')
  })

  it('that the field does not know is named as such', () => {
    expect(fault('5 kg', { unit: 'mm', current: 0 })).toBe('unit')
    expect(fault('5 mm', { unit: 'degrees', current: 0 })).toBe('unit')
    expect(fault('5 constructor', { unit: 'mm', current: 0 })).toBe('unit')
  })
})

describe('a slip', () => {
  it('is told apart', () => {
    expect(fault('')).toBe('empty')
    expect(fault('  ')).toBe('empty')
    expect(fault('=')).toBe('empty')
    for (const text of ['12+', '(1', '1)', '1 2', '*3', '1..2', '#', 'mm', '1mm mm']) {
      expect(fault(text, { unit: 'mm', current: 0 }), text).toBe('syntax')
    }
    expect(fault('1/0')).toBe('notFinite')
    expect(fault('0/0')).toBe('notFinite')
  })
})
