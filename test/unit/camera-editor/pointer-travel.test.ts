import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { travelAlong, turnAbout } from '../../../renderer/features/camera/model/pointer-travel.ts'
import { projectToScreen, type Screen } from '../../../renderer/features/camera/model/screen.ts'

/** Two units from the origin, which is in the middle: one unit there is 300 pixels. */
const screen: Screen = {
  width: 800,
  height: 600,
  position: [0, 0, 2],
  orientation: [0, 0, 0, 1],
  fovYTangent: 0.5,
  orthographicHalfHeight: null,
}
const parallel: Screen = { ...screen, orthographicHalfHeight: 1 }
const x = { origin: [0, 0, 0], direction: [1, 0, 0] } as const
const z = { origin: [0, 0, 0], direction: [0, 0, 1] } as const

describe('a pointer along an axis', () => {
  it('takes the point under it along', () => {
    expect(travelAlong(screen, x, [400, 300], [550, 300])).toBeCloseTo(0.5, 3)
    expect(travelAlong(parallel, x, [400, 300], [550, 300])).toBeCloseTo(0.5, 3)
    // Across the axis it does nothing.
    expect(travelAlong(screen, x, [400, 300], [400, 500])).toBeCloseTo(0, 6)
    const near = fc.double({ min: -0.05, max: 0.05, noNaN: true })
    fc.assert(
      fc.property(near, near, near, (dx, dy, dz) => {
        const length = Math.hypot(dx, dy)
        fc.pre(length > 0.01)
        const direction = [dx / length, dy / length, 0] as const
        const origin = [dz, dx, dy] as const
        const end = [origin[0] + direction[0] * 0.2, origin[1] + direction[1] * 0.2, origin[2]] as const
        const [from, to] = [projectToScreen(screen, origin)!, projectToScreen(screen, end)!]
        expect(travelAlong(screen, { origin, direction }, from, to)).toBeCloseTo(0.2, 2)
      }),
    )
  })

  it('does nothing where the axis looks into the eye, or lies behind it', () => {
    expect(travelAlong(screen, z, [400, 300], [500, 300])).toBe(0)
    expect(travelAlong(screen, { ...x, origin: [0, 0, 5] }, [400, 300], [500, 300])).toBe(0)
  })
})

describe('a pointer about an axis', () => {
  const right = [500, 300] as const
  const above = [400, 200] as const

  it('turns as it goes round, the other way where the axis points away', () => {
    expect(turnAbout(screen, z, right, above)).toBeCloseTo(90)
    expect(turnAbout(parallel, z, right, above)).toBeCloseTo(90)
    expect(turnAbout(screen, { ...z, direction: [0, 0, -1] }, right, above)).toBeCloseTo(-90)
    expect(turnAbout(screen, { ...z, origin: [0, 0, 3] }, right, above)).toBe(0)
  })

  it('goes the short way over the left', () => {
    expect(turnAbout(screen, z, [300, 299], [300, 301])).toBeCloseTo(1.146, 2)
  })
})
