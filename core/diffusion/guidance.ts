/**
 * Guidance of each frame, even steps from `first` to `last` in float32, as `torch.linspace` computes them: from both
 * ends inwards.
 *
 * @param frames at least 1; a single one has `first`
 */
export function guidanceRamp(first: number, last: number, frames: number): Float32Array {
  if (!Number.isInteger(frames) || frames < 1) throw new RangeError(`frames must be a positive integer, got ${frames}`)
  const ramp = Float32Array.of(...Array<number>(frames).fill(first))
  if (frames === 1) return ramp
  const [start, end] = [Math.fround(first), Math.fround(last)]
  const step = Math.fround(Math.fround(end - start) / (frames - 1))
  return ramp.map((_, frame) => {
    const back = frames - 1 - frame
    return frame < Math.floor(frames / 2) ? start + step * frame : end - step * back
  })
}

/** Whether a ramp asks for the unconditional half of the network's work at all. */
export function needsUnconditional(ramp: Float32Array): boolean {
  return ramp.some((scale) => scale !== 1)
}

/**
 * Classifier-free guidance, frame by frame: `u + g (c − u)`, float32.
 *
 * @param conditional,unconditional predictions `[frames, …]`
 * @param ramp `[frames]`
 */
export function guided(conditional: Float32Array, unconditional: Float32Array, ramp: Float32Array): Float32Array {
  if (conditional.length !== unconditional.length || conditional.length % ramp.length !== 0)
    throw new RangeError('the two predictions do not have the frames of the ramp')
  const perFrame = conditional.length / ramp.length
  return conditional.map((value, i) => {
    const base = unconditional[i]!
    return base + ramp[Math.floor(i / perFrame)]! * Math.fround(value - base)
  })
}
