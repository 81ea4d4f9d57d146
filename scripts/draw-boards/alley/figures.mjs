import { Mesh } from '../tracer/mesh.mjs'
import { add } from '../tracer/vector.mjs'

/** @typedef {import('../tracer/vector.mjs').Vector} Vector */
/** @typedef {import('./scene.mjs').Alley} Alley */
/** @typedef {{ of: string, from: Vector, to: Vector, profile: readonly number[] }} Limb  see Mesh.lathe */

/** Legs, coat, arms, hand, neck and head, collar, hat. @type {readonly Limb[]} */
const walker = [
  { of: 'cloth', from: [-0.13, 0, 0.06], to: [-0.1, 0.75, 0], profile: [0, 0.05, 0.05, 0.075, 0.9, 0.11, 1, 0.1] },
  { of: 'cloth', from: [0.16, 0.05, -0.22], to: [0.1, 0.75, 0], profile: [0, 0.05, 0.05, 0.07, 0.9, 0.11, 1, 0.1] },
  {
    of: 'cloth',
    from: [0.01, 0.42, 0],
    to: [0, 1.5, 0.03],
    profile: [0, 0.34, 0.3, 0.27, 0.5, 0.235, 0.72, 0.255, 0.88, 0.245, 0.96, 0.16, 1, 0.07],
  },
  { of: 'cloth', from: [-0.2, 1.42, 0.02], to: [-0.33, 0.83, 0.02], profile: [0, 0.09, 0.5, 0.085, 1, 0.065] },
  { of: 'cloth', from: [0.2, 1.42, 0.02], to: [0.35, 0.84, -0.02], profile: [0, 0.09, 0.5, 0.085, 1, 0.065] },
  { of: 'skin', from: [0.35, 0.84, -0.02], to: [0.36, 0.74, -0.02], profile: [0, 0.035, 0.5, 0.05, 1, 0.02] },
  {
    of: 'skin',
    from: [0, 1.48, 0.03],
    to: [0.01, 1.78, 0.05],
    profile: [0, 0.06, 0.2, 0.07, 0.5, 0.105, 0.8, 0.1, 1, 0.03],
  },
  { of: 'cloth', from: [0, 1.43, 0.03], to: [0, 1.54, 0.03], profile: [0, 0.14, 1, 0.1] },
  { of: 'hat', from: [0.01, 1.7, 0.05], to: [0.01, 1.72, 0.05], profile: [0, 0, 0, 0.215, 1, 0.21, 1, 0] },
  { of: 'hat', from: [0.01, 1.72, 0.05], to: [0.02, 1.87, 0.06], profile: [0, 0.135, 0.7, 0.125, 1, 0.08, 1, 0] },
]

/** Somebody in a long coat and a hat with a case, seen from behind, walking away. @param {Alley} alley @param {Vector} place */
export function addFigure(alley, place) {
  const figure = new Mesh()
  const parts = new Map(
    Object.entries({ cloth: 0.94, skin: 0.62, hat: 0.96 }).map(([of, dark]) => [of, alley.part(dark)]),
  )
  for (const { of, from, to, profile } of walker) figure.lathe(parts.get(of) ?? 0, from, to, profile, 20)
  const cloth = parts.get('cloth') ?? 0
  figure.turnedBox(cloth, [-0.14, 0.04, 0.13], [0.1, 0.08, 0.27], 0.1)
  figure.turnedBox(cloth, [0.17, 0.09, -0.2], [0.1, 0.08, 0.26], -0.1)
  figure.turnedBox(alley.part(0.8), [0.385, 0.56, -0.02], [0.11, 0.32, 0.46], 0.15)
  alley.mesh.append(figure, ([x, y, z]) => add(place, [x * 1.02, y, z * 0.72]))
}

/** Body, head and ears. @type {readonly Limb[]} */
const sitting = [
  { of: 'fur', from: [0, 0, 0], to: [0.02, 0.3, 0.03], profile: [0, 0.1, 0.2, 0.125, 0.6, 0.09, 0.9, 0.06, 1, 0.03] },
  { of: 'fur', from: [0.02, 0.27, 0.05], to: [0.025, 0.42, 0.06], profile: [0, 0.02, 0.3, 0.07, 0.65, 0.07, 1, 0.02] },
  { of: 'fur', from: [-0.022, 0.385, 0.055], to: [-0.04, 0.46, 0.05], profile: [0, 0.032, 1, 0.002] },
  { of: 'fur', from: [0.062, 0.385, 0.055], to: [0.08, 0.46, 0.05], profile: [0, 0.032, 1, 0.002] },
]

/** A cat that sits and looks down the alley. @param {Alley} alley @param {Vector} place */
export function addCat(alley, place) {
  const cat = new Mesh()
  const fur = alley.part(0.97)
  for (const { from, to, profile } of sitting) cat.lathe(fur, from, to, profile, 16)
  const tail = (/** @type {number} */ step) =>
    /** @type {Vector} */ ([
      0.08 + 0.17 * (step / 8) ** 0.7,
      0.05 - 0.3 * (step / 8) ** 2 + 0.05 * Math.sin(step),
      -0.05,
    ])
  for (let step = 0; step < 8; step += 1) cat.pole(fur, tail(step), tail(step + 1), 0.021)
  alley.mesh.append(cat, (point) => add(place, point))
}
