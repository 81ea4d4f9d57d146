/** 0..1 for a whole-numbered place. @param {number} x @param {number} y @param {number} z */
export function hash(x, y = 0, z = 0) {
  let h = Math.imul(x | 0, 0x27d4eb2d) ^ Math.imul(y | 0, 0x165667b1) ^ Math.imul(z | 0, 0x5bd1e995)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39)
  return ((h ^ (h >>> 15)) >>> 0) / 4294967296
}

/** @param {number} t */
const fade = (t) => t * t * (3 - 2 * t)

/** Smooth value noise, 0..1. @param {number} x @param {number} y @param {number} z */
export function noise(x, y, z = 0) {
  const [cellX, cellY, cellZ] = [Math.floor(x), Math.floor(y), Math.floor(z)]
  const [u, v, w] = [fade(x - cellX), fade(y - cellY), fade(z - cellZ)]
  /** @param {number} dz */
  const layer = (dz) => {
    const low = hash(cellX, cellY, cellZ + dz) * (1 - u) + hash(cellX + 1, cellY, cellZ + dz) * u
    const high = hash(cellX, cellY + 1, cellZ + dz) * (1 - u) + hash(cellX + 1, cellY + 1, cellZ + dz) * u
    return low * (1 - v) + high * v
  }
  return w === 0 ? layer(0) : layer(0) * (1 - w) + layer(1) * w
}

/** Noise of several scales, about 0..1 round 0.5. @param {number} x @param {number} y @param {number} z */
export function fractalNoise(x, y, z = 0, octaves = 4) {
  let sum = 0
  let weight = 0.5
  let frequency = 1
  for (let octave = 0; octave < octaves; octave += 1) {
    sum += weight * noise(x * frequency + octave * 17.3, y * frequency - octave * 9.1, z * frequency)
    weight *= 0.5
    frequency *= 2.03
  }
  return sum / (1 - weight * 2)
}

/** Random numbers 0..1 from a seed. @param {number} seed */
export function randomFrom(seed) {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
