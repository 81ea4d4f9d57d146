import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DecodedPicture } from '../../../renderer/state/playback/picture.ts'
import { PictureSupply, type PictureSource } from '../../../renderer/state/playback/picture-supply.ts'

const groupFrames = 4
const pictureBytes = 10

/** Pictures that come when the test says so, and are counted while they are held. */
class Reel implements PictureSource {
  readonly key: string
  readonly asked: number[] = []
  open = 0
  readonly #waiting = new Map<
    number,
    { deliver: (index: number, picture: DecodedPicture) => void; end: (ok: boolean) => void }
  >()

  constructor(key: string) {
    this.key = key
  }

  groupOf(index: number): number {
    return Math.floor(index / groupFrames)
  }

  load(group: number, deliver: (index: number, picture: DecodedPicture) => void): Promise<void> {
    this.asked.push(group)
    return new Promise((resolve, reject) => {
      this.#waiting.set(group, { deliver, end: (ok) => (ok ? resolve() : reject(new Error('gone'))) })
    })
  }

  async answer(group: number, ok = true): Promise<void> {
    const waiting = this.#waiting.get(group)
    this.#waiting.delete(group)
    const end = ok ? (group + 1) * groupFrames : 0
    for (let index = group * groupFrames; index < end; index++) {
      this.open++
      waiting?.deliver(index, {
        width: 1,
        height: 1,
        bytes: pictureBytes,
        draw: () => undefined,
        close: () => void this.open--,
      })
    }
    waiting?.end(ok)
    await new Promise((resolve) => setTimeout(resolve))
  }

  get waiting(): number[] {
    return [...this.#waiting.keys()]
  }
}

describe('the supply of pictures', () => {
  test('loads what is wanted in the order it is wanted, a few at once', async () => {
    const supply = new PictureSupply(1000)
    const reel = new Reel('a')
    const viewer = {}
    supply.demand(
      viewer,
      [9, 10, 1, 2, 13, 17, 21].map((index) => ({ source: reel, index })),
    )
    expect(reel.asked).toEqual([2, 0, 3])
    await reel.answer(0)
    expect(reel.asked).toEqual([2, 0, 3, 4])
    expect(supply.picture({ source: reel, index: 1 }).state).toBe('here')
    expect(supply.picture({ source: reel, index: 9 }).state).toBe('coming')
  })

  test('serves what each viewer needs first before what any needs second', () => {
    const supply = new PictureSupply(1000)
    const [a, b] = [new Reel('a'), new Reel('b')]
    supply.demand(
      {},
      [0, 4, 8].map((index) => ({ source: a, index })),
    )
    supply.demand(
      {},
      [0, 4].map((index) => ({ source: b, index })),
    )
    // The first viewer came alone and took all places; none of the second's waits behind its third any longer.
    expect(a.asked).toEqual([0, 1, 2])
    expect(b.asked).toEqual([])
  })

  test('says what cannot be had, and tries again once it was not wanted', async () => {
    const supply = new PictureSupply(1000)
    const reel = new Reel('a')
    const viewer = {}
    let told = 0
    supply.onArrival(() => told++)
    supply.demand(viewer, [{ source: reel, index: 0 }])
    await reel.answer(0, false)
    expect(supply.picture({ source: reel, index: 0 }).state).toBe('lost')
    expect(told).toBe(1)
    supply.demand(viewer, [])
    supply.demand(viewer, [{ source: reel, index: 0 }])
    expect(reel.asked).toEqual([0, 0])
  })

  test('holds no more than its limit beside what is wanted, and closes all it lets go', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.nat(40), { maxLength: 6 }), { minLength: 1, maxLength: 12 }),
        async (wishes) => {
          const limit = 3 * groupFrames * pictureBytes
          const supply = new PictureSupply(limit)
          const reel = new Reel('a')
          const viewer = {}
          for (const wish of wishes) {
            supply.demand(
              viewer,
              wish.map((index) => ({ source: reel, index })),
            )
            while (reel.waiting.length > 0) await reel.answer(reel.waiting[0]!)
            expect(wish.every((index) => supply.picture({ source: reel, index }).state === 'here')).toBe(true)
            const wanted = new Set(wish.map((index) => reel.groupOf(index))).size * groupFrames * pictureBytes
            expect(supply.bytes).toBeLessThanOrEqual(Math.max(limit, wanted))
            expect(reel.open * pictureBytes).toBe(supply.bytes)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})
