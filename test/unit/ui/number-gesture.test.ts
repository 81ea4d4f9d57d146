import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NumberGesture } from '../../../renderer/ui/fields/number-gesture.ts'

const normal = { fine: false, coarse: false }

/** A field's owner that keeps a value and writes down what it hears. */
function listen({ withCancel = true, refuses = false } = {}) {
  const heard: string[] = []
  const state = { value: 24, shown: null as number | null }
  const gesture = new NumberGesture(() => ({
    value: state.value,
    range: { step: 1, min: 0, max: 100 },
    onBegin: () => {
      heard.push('begin')
      return !refuses
    },
    onPreview: (value) => heard.push(`preview ${value}`),
    onCommit: (value) => {
      heard.push(`commit ${value}`)
      state.value = value
    },
    onCancel: withCancel ? () => heard.push('cancel') : undefined,
    show: (value) => {
      state.shown = value
    },
  }))
  return { gesture, heard, state }
}

describe('a drag', () => {
  it('is heard as one gesture from begin to commit', () => {
    const { gesture, heard, state } = listen()
    gesture.press(200)
    gesture.moveTo(204, normal)
    expect(state.shown).toBe(25)
    gesture.moveTo(212, normal)
    expect(gesture.release()).toBe(false)
    expect(heard).toEqual(['begin', 'preview 25', 'preview 27', 'commit 27'])
    expect(state.shown).toBeNull()
  })

  it('is a click while it has not left the press', () => {
    const { gesture, heard } = listen()
    gesture.press(200)
    gesture.moveTo(202, normal)
    expect(gesture.release()).toBe(true)
    expect(heard).toEqual([])
  })

  it('is taken back by Esc, by a second button and by a lost pointer', () => {
    for (const take of ['cancel', 'press', 'lose'] as const) {
      const { gesture, heard, state } = listen()
      gesture.press(200)
      gesture.moveTo(220, normal)
      gesture[take](0)
      gesture.moveTo(400, normal)
      expect(gesture.release()).toBe(false)
      expect(heard, take).toEqual(['begin', 'preview 29', 'cancel'])
      expect(state.shown).toBeNull()
    }
  })

  it('previews its first value again where nobody listens for a cancel', () => {
    const { gesture, heard } = listen({ withCancel: false })
    gesture.press(200)
    gesture.moveTo(220, normal)
    gesture.cancel()
    expect(heard).toEqual(['begin', 'preview 29', 'preview 24'])
  })

  it('says nothing twice', () => {
    const { gesture, heard } = listen()
    gesture.press(200)
    for (const x of [204, 204, 205, 204]) gesture.moveTo(x, normal)
    gesture.release()
    expect(heard).toEqual(['begin', 'preview 25', 'commit 25'])
  })
})

describe('keys', () => {
  it('held down are one gesture', () => {
    const { gesture, heard } = listen()
    for (let repeat = 0; repeat < 3; repeat += 1) gesture.step(1, normal)
    gesture.endSteps()
    expect(heard).toEqual(['begin', 'preview 25', 'preview 26', 'preview 27', 'commit 27'])
  })

  it('jump to an end as a gesture of their own, and not in the middle of a drag', () => {
    const { gesture, heard } = listen()
    gesture.jump(100)
    gesture.press(0)
    gesture.moveTo(-8, normal)
    gesture.jump(0)
    gesture.step(1, normal)
    gesture.endSteps()
    gesture.release()
    expect(heard).toEqual(['begin', 'preview 100', 'commit 100', 'begin', 'preview 98', 'commit 98'])
  })
})

it('is heard once when it is refused, shows nothing, and is no click', () => {
  const { gesture, heard, state } = listen({ refuses: true })
  gesture.press(200)
  for (const x of [210, 220, 200]) gesture.moveTo(x, normal)
  expect(state.shown).toBeNull()
  expect(gesture.release()).toBe(false)
  gesture.press(200)
  gesture.moveTo(220, normal)
  gesture.cancel()
  for (let repeat = 0; repeat < 3; repeat += 1) gesture.step(1, normal)
  gesture.endSteps()
  expect(heard).toEqual(['begin', 'begin', 'begin'])
})

describe('any mixture of events', () => {
  it('is heard as begin, previews and one end, over and over', () => {
    const event = fc.oneof(
      fc.record({ kind: fc.constant('press' as const), x: fc.integer({ min: 0, max: 500 }) }),
      fc.record({ kind: fc.constant('moveTo' as const), x: fc.integer({ min: -500, max: 500 }) }),
      fc.record({ kind: fc.constantFrom('release' as const, 'endSteps' as const, 'cancel' as const, 'lose' as const) }),
      fc.record({ kind: fc.constant('step' as const), direction: fc.constantFrom(1 as const, -1 as const) }),
      fc.record({ kind: fc.constant('jump' as const), value: fc.integer({ min: 0, max: 100 }) }),
    )
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const { gesture, heard, state } = listen()
        for (const next of events) {
          if (next.kind === 'press') gesture.press(next.x)
          else if (next.kind === 'moveTo') gesture.moveTo(next.x, normal)
          else if (next.kind === 'step') gesture.step(next.direction, normal)
          else if (next.kind === 'jump') gesture.jump(next.value)
          else gesture[next.kind]()
        }
        gesture.cancel()
        expect(heard.join(' ')).toMatch(/^(?:begin(?: preview -?[\d.]+)+ (?:commit -?[\d.]+|cancel) ?)*$/)
        expect(state.shown).toBeNull()
        expect(gesture.active).toBe(false)
      }),
    )
  })
})
