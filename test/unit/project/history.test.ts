import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  beginGesture,
  cancelGesture,
  commitEdit,
  commitGesture,
  newHistory,
  previewGesture,
  redo,
  undo,
  type History,
} from '../../../core/project/history.ts'

const add = (amount: number) => (base: readonly number[]) => [...base, amount]

describe('undo', () => {
  test('a gesture is one step, however many previews it shows', () => {
    let history = beginGesture(newHistory<readonly number[]>([]), 'drag')
    for (const amount of [1, 2, 3]) history = previewGesture(history, add(amount))
    expect(history.present).toEqual([3])
    history = commitGesture(history)
    expect(history.past).toHaveLength(1)
    expect(undo(history).present).toEqual([])
    expect(redo(undo(history)).present).toEqual([3])
  })

  test('a cancelled gesture leaves nothing, also when undo cancels it; redo stays possible', () => {
    const edited = undo(commitEdit(newHistory<readonly number[]>([]), [1], 'add'))
    const dragged = previewGesture(beginGesture(edited, 'drag'), add(9))
    for (const cancelled of [cancelGesture(dragged), undo(dragged)]) {
      expect(cancelled.present).toEqual([])
      expect(redo(cancelled).present).toEqual([1])
    }
    expect(redo(dragged)).toBe(dragged)
  })

  test('an edit that changes nothing, and a gesture without a preview, leave no step', () => {
    const history = newHistory<readonly number[]>([])
    expect(commitEdit(history, history.present, 'nothing').past).toEqual([])
    expect(commitGesture(beginGesture(history, 'drag')).past).toEqual([])
    expect(() => previewGesture(history, add(1))).toThrow(RangeError)
  })

  test('each step keeps the name of its edit through undo and redo', () => {
    let history = newHistory<number>(0)
    history = commitEdit(history, 1, 'one')
    history = commitGesture(previewGesture(beginGesture(history, 'two'), () => 2))
    expect(history.past.map(({ label }) => label)).toEqual(['one', 'two'])
    expect(undo(undo(history)).future.map(({ label }) => label)).toEqual(['one', 'two'])
    expect(redo(redo(undo(undo(history))))).toEqual(history)
  })

  test('only the last thousand steps are kept', () => {
    let history = newHistory(0)
    for (let step = 1; step <= 1500; step += 1) history = commitEdit(history, step, 'step')
    for (let step = 0; step < 1500; step += 1) history = undo(history)
    expect(history.present).toBe(500)
  })

  test('any run of actions agrees with a plain list of documents and a place in it', () => {
    const action = fc.oneof(
      fc.constantFrom('undo', 'redo', 'begin', 'commit', 'cancel'),
      fc.integer({ min: 1, max: 99 }),
    )
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        let history: History<number> = newHistory(0)
        let documents = [0]
        let place = 0
        let preview: number | null = null
        let dragging = false
        const settle = () => {
          if (preview !== null && preview !== documents[place]) {
            documents = [...documents.slice(0, place + 1), preview]
            place += 1
          }
          preview = null
          dragging = false
        }
        for (const each of actions) {
          if (typeof each === 'number') {
            history = dragging ? previewGesture(history, () => each) : commitEdit(history, each, 'set')
            preview = each
            if (!dragging) settle()
          } else if (each === 'begin' || each === 'commit') {
            history = each === 'begin' ? beginGesture(history, 'drag') : commitGesture(history)
            settle()
            dragging = each === 'begin'
          } else if (each === 'cancel' || (each === 'undo' && dragging)) {
            history = each === 'cancel' ? cancelGesture(history) : undo(history)
            preview = null
            dragging = false
          } else if (!dragging) {
            history = each === 'undo' ? undo(history) : redo(history)
            place = each === 'undo' ? Math.max(0, place - 1) : Math.min(documents.length - 1, place + 1)
          }
          expect(history.present).toBe(preview ?? documents[place])
        }
      }),
    )
  })
})
