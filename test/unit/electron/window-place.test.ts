import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  placeWindow,
  readWindowPlace,
  smallestWindow,
  writeWindowPlace,
  type Rectangle,
} from '../../../main/electron/window-place.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const screen: Rectangle = { x: 0, y: 27, width: 1920, height: 1053 }
const right: Rectangle = { x: 1920, y: 0, width: 2560, height: 1440 }

describe('where the window opens', () => {
  test('the first time it is centred on the main screen', () => {
    const place = placeWindow(null, [screen, right])
    expect(place.x - screen.x).toBe(screen.x + screen.width - (place.x + place.width))
    expect(Math.abs(place.y - screen.y - (screen.y + screen.height - (place.y + place.height)))).toBeLessThanOrEqual(1)
  })

  test('afterwards where it was, on any screen', () => {
    for (const bounds of [
      { x: 12, y: 30, width: 1100, height: 700 },
      { x: 2500, y: 100, width: 1800, height: 1200 },
      { x: -900, y: 200, width: 1100, height: 700 },
    ])
      expect(placeWindow({ bounds, maximized: false }, [screen, right])).toEqual(bounds)
  })

  test('in the middle again when its screen is gone, or its title bar cannot be reached', () => {
    const middle = placeWindow(null, [screen])
    for (const bounds of [
      { x: 2500, y: 100, width: 1100, height: 700 },
      { x: 100, y: -300, width: 1100, height: 700 },
      { x: 100, y: 1070, width: 1100, height: 700 },
      { x: -1090, y: 100, width: 1100, height: 700 },
    ])
      expect(placeWindow({ bounds, maximized: false }, [screen])).toEqual(middle)
  })

  test('never smaller than the page can be, never larger than its screen unless the screen is smaller still', () => {
    const number = fc.integer({ min: -5000, max: 5000 })
    const length = fc.integer({ min: 1, max: 9000 })
    const rectangle = fc.record({ x: number, y: number, width: length, height: length })
    fc.assert(
      fc.property(rectangle, rectangle, (bounds, area) => {
        const { width, height } = placeWindow({ bounds, maximized: false }, [area])
        expect(width).toBeGreaterThanOrEqual(smallestWindow.width)
        expect(height).toBeGreaterThanOrEqual(smallestWindow.height)
        expect(width).toBeLessThanOrEqual(Math.max(area.width, smallestWindow.width))
        expect(height).toBeLessThanOrEqual(Math.max(area.height, smallestWindow.height))
      }),
    )
  })
})

describe('the file', () => {
  test('gives back what was written, and leaves nothing beside it', () => {
    const folder = join(temporaryFolder(), 'settings')
    const place = { bounds: { x: -3, y: 40, width: 1400, height: 900 }, maximized: true }
    writeWindowPlace(join(folder, 'window.json'), place)
    expect(readWindowPlace(join(folder, 'window.json'))).toEqual(place)
    expect(readdirSync(folder)).toEqual(['window.json'])
  })

  test.each(['', '[]', 'null', '{}', '{"bounds":{"x":1,"y":2,"width":"3","height":4}}', '{"bounds":{"x":1.5}}'])(
    'that holds %j counts as none',
    (text) => {
      const file = join(temporaryFolder(), 'window.json')
      writeFileSync(file, text)
      expect(readWindowPlace(file)).toBeNull()
    },
  )

  test('that cannot be written does not keep the window from closing', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'window.json'))
    chmodSync(folder, 0o500)
    const write = (): void =>
      writeWindowPlace(join(folder, 'window.json'), { bounds: { x: 0, y: 0, width: 1, height: 1 }, maximized: false })
    expect(write).not.toThrow()
    chmodSync(folder, 0o700)
  })
})
