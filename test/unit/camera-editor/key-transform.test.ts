import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CameraKey } from '../../../core/camera/path-schema.ts'
import {
  amountOf,
  isUnderWay,
  newTransform,
  pressed,
  shownTransform,
  transformedKey,
  type AxisName,
  type KeyTransform,
  type Pressed,
} from '../../../renderer/features/camera/model/key-transform.ts'
import { anglesOfKey, placeOfKey } from '../../../renderer/features/camera/model/key-fields.ts'

/** The presses one after another; single characters are keys of a Latin keyboard. */
function after(presses: readonly string[], from: KeyTransform = newTransform('move', 'world')): Pressed {
  return presses.reduce<Pressed>(
    (answer, key) => (typeof answer === 'string' ? answer : pressed(answer, key, `Key${key.toUpperCase()}`)),
    from,
  )
}

const typed = (keys: string, from?: KeyTransform): KeyTransform => after([...keys], from) as KeyTransform

describe('what is typed after G', () => {
  it('is an axis and a number', () => {
    expect(typed('x')).toMatchObject({ axis: 'x', axes: 'world', typed: '' })
    expect(amountOf(typed('x1.5'))).toBe(1.5)
    expect(amountOf(typed('2z'))).toBe(2)
    expect(typed('2z').axis).toBe('z')
    expect(amountOf(typed('y-.5'))).toBe(-0.5)
    expect(amountOf(typed('y5-'))).toBe(-5)
    expect(amountOf(typed('y5--'))).toBe(5)
    expect(amountOf(typed('y1,5'))).toBe(1.5)
    expect(amountOf(typed('y1.2.3'))).toBe(1.23)
    for (const start of ['x-', 'x.', 'x-.']) expect(amountOf(typed(start))).toBe(0)
    expect(amountOf(after(['x', '1', '2', 'Backspace']) as KeyTransform)).toBe(1)
  })

  it('has the same axis again for the key’s own axes', () => {
    expect(typed('xx').axes).toBe('local')
    expect(typed('xxx').axes).toBe('world')
    expect(typed('xxy')).toMatchObject({ axis: 'y', axes: 'local' })
    expect(typed('xx', newTransform('move', 'local')).axes).toBe('world')
  })

  it('knows the letter on the key, and its place where the key has another script’s', () => {
    const start = newTransform('move', 'world')
    expect(pressed(start, 'z', 'KeyY')).toMatchObject({ axis: 'z' })
    expect(pressed(start, 'ㅌ', 'KeyX')).toMatchObject({ axis: 'x' })
    expect(pressed(start, 'X', 'KeyX')).toMatchObject({ axis: 'x' })
  })

  it('ends with Enter or Esc, and leaves to others what it does not know', () => {
    expect(after(['x', '2', 'Enter'])).toBe('take')
    expect(after(['x', '2', 'Escape'])).toBe('back')
    expect(after(['Escape'])).toBe('back')
    expect(after(['2', 'Enter'])).toBe('take')
    for (const key of ['Enter', '.', ',', 'Backspace', 'i', ' ']) expect([key, after([key])]).toEqual([key, 'other'])
    for (const key of ['i', 'Delete', 'Tab', '+']) expect([key, after(['x', '1', key])]).toEqual([key, 'other'])
  })

  it('is always a number, however it is typed', () => {
    const keys = fc.constantFrom(...'0123456789.,-xyz', 'Backspace')
    fc.assert(
      fc.property(fc.array(keys, { maxLength: 30 }), fc.constantFrom('move', 'rotate'), (presses, kind) => {
        const transform = after(['x', ...presses], newTransform(kind, 'world')) as KeyTransform
        expect(Math.abs(amountOf(transform))).toBeLessThanOrEqual(kind === 'move' ? 1000 : 3600)
        expect(shownTransform(transform)).toMatch(/^[+−]?\d*\.?\d*( m|°)$/)
        expect(isUnderWay(transform)).toBe(true)
      }),
    )
  })
})

describe('the pointer’s amount', () => {
  it('counts until a number is typed, by itself or in steps, and begins anew with another axis', () => {
    const pointed = { ...typed('x'), pointed: 0.234 }
    expect([amountOf(pointed), shownTransform(pointed)]).toEqual([0.234, '+0.23 m'])
    expect(amountOf({ ...pointed, stepped: true })).toBeCloseTo(0.2)
    expect(amountOf({ ...pointed, kind: 'rotate', pointed: -12.6, stepped: true })).toBe(-15)
    expect(shownTransform({ ...pointed, kind: 'rotate', pointed: -12.6 })).toBe('−12.6°')
    expect(amountOf(typed('3', pointed))).toBe(3)
    expect(amountOf(typed('y', pointed))).toBe(0)
  })
})

const turn = Math.SQRT1_2
const key: CameraKey = {
  timeFrames: 12,
  position: [1, 2, 3],
  orientation: [0, 0, 0, 1],
  focalLengthMm: 24,
  easing: 'linear',
}
/** Looks to the right: its own z points to the left, its own x back. */
const right: CameraKey = { ...key, orientation: [0, -turn, 0, turn] }
const here = { anchor: { position: [0, 0, 0], orientation: [0, 0, 0, 1] }, metresPerUnit: 4 } as const

describe('a key', () => {
  const moved = (of: CameraKey, keys: string) => placeOfKey(transformedKey(of, typed(keys), here), here.anchor)
  const turned = (of: CameraKey, keys: string) =>
    anglesOfKey(transformedKey(of, typed(keys, newTransform('rotate', 'world')), here), here.anchor)
  const near = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 9))

  it('moves by metres along an axis of the board or its own', () => {
    expect(moved(key, 'x2')).toEqual(near([1.5, 2, 3]))
    expect(moved(key, 'y-2')).toEqual(near([1, 1.5, 3]))
    expect(moved(right, 'z4')).toEqual(near([1, 2, 4]))
    expect(moved(right, 'zz4')).toEqual(near([0, 2, 3]))
    expect(moved(right, 'xx4')).toEqual(near([1, 2, 4]))
  })

  it('turns in its place by degrees, anticlockwise about the axis', () => {
    expect(turned(key, 'y30')).toMatchObject({ panDegrees: expect.closeTo(-30), tiltDegrees: 0, rollDegrees: 0 })
    expect(turned(key, 'x20').tiltDegrees).toBeCloseTo(20)
    expect(turned(key, 'z10').rollDegrees).toBeCloseTo(-10)
    // About the board's x a camera that looks along it rolls, about its own it tilts.
    expect(turned(right, 'x20')).toMatchObject({ tiltDegrees: expect.closeTo(0), panDegrees: expect.closeTo(90) })
    expect(turned(right, 'xx20')).toMatchObject({ tiltDegrees: expect.closeTo(20), panDegrees: expect.closeTo(90) })
    expect(placeOfKey(transformedKey(key, typed('y30', newTransform('rotate', 'world')), here), here.anchor)).toEqual([
      1, 2, 3,
    ])
  })

  it('moves there and back, wherever the board’s camera is', () => {
    const number = fc.integer({ min: -99, max: 99 })
    const axis = fc.constantFrom<AxisName>('x', 'y', 'z')
    fc.assert(
      fc.property(axis, number, fc.boolean(), fc.constantFrom('move', 'rotate'), (name, amount, own, kind) => {
        const anchor = { position: [3, -1, 2], orientation: [0, turn, 0, turn] } as const
        const start = typed(own ? name + name : name, newTransform(kind, 'world'))
        const to = (by: number, of: CameraKey) =>
          transformedKey(of, { ...start, pointed: by }, { anchor, metresPerUnit: 4 })
        const back = to(-amount, to(amount, key))
        expect(placeOfKey(back, anchor)).toEqual(near(placeOfKey(key, anchor)))
        const [a, b] = [anglesOfKey(back, anchor), anglesOfKey(key, anchor)]
        expect(Math.abs(a.tiltDegrees - b.tiltDegrees)).toBeLessThan(1e-4)
        expect(Math.abs(a.rollDegrees - b.rollDegrees) % 360).toBeLessThan(1e-4)
      }),
    )
  })

  it('stays the same without an axis or an amount', () => {
    expect(transformedKey(key, typed('2'), here)).toBe(key)
    expect(transformedKey(key, typed('x'), here)).toBe(key)
  })
})
