/**
 * An ONNX graph of 3×3 convolutions with constant weights, so that the runtime may lay them out as it likes:
 * `y = Conv(… Conv(x) …)`, `[1, channels, size, size]` to the same. Bytes follow the Protocol Buffers wire format and
 * the field numbers of onnx.proto.
 *
 * @param {number} channels
 * @param {number} size
 * @param {number} layers
 * @returns {Uint8Array}
 */
export function convolutionGraph(channels, size, layers) {
  const weights = new Float32Array(channels * channels * 9).map((_, i) => ((i % 7) - 3) / (channels * 9))
  const nodes = Array.from({ length: layers }, (_, i) => {
    const input = i === 0 ? 'x' : `t${i - 1}`
    const output = i === layers - 1 ? 'y' : `t${i}`
    return field(1, [text(1, input), text(1, 'w'), text(2, output), text(4, 'Conv'), field(5, padsOfOne())])
  })
  const weightTensor = [
    ...[channels, channels, 3, 3].map((extent) => integer(1, extent)),
    integer(2, FLOAT),
    text(8, 'w'),
    bytes(9, new Uint8Array(weights.buffer)),
  ]
  const shape = [1, channels, size, size]
  const graph = [
    ...nodes,
    text(2, 'convolutions'),
    field(5, weightTensor),
    field(11, tensorValue('x', shape)),
    field(12, tensorValue('y', shape)),
  ]
  const operators = [text(1, ''), integer(2, OPERATOR_SET)]
  return joined([integer(1, FORMAT), field(7, graph), field(8, operators)])
}

/**
 * Multiplications and additions of one run of {@link convolutionGraph}, counted as two, borders included.
 *
 * @param {number} channels
 * @param {number} size
 * @param {number} layers
 */
export function convolutionOperations(channels, size, layers) {
  return 2 * 9 * channels * channels * size * size * layers
}

const FORMAT = 8
const OPERATOR_SET = 17
const FLOAT = 1
const ATTRIBUTE_INTS = 7

function padsOfOne() {
  return [text(1, 'pads'), ...[1, 1, 1, 1].map((pad) => integer(8, pad)), integer(20, ATTRIBUTE_INTS)]
}

/**
 * @param {string} name
 * @param {readonly number[]} shape
 */
function tensorValue(name, shape) {
  const extents = shape.map((extent) => field(1, [integer(1, extent)]))
  return [text(1, name), field(2, [field(1, [integer(1, FLOAT), field(2, extents)])])]
}

/**
 * @param {number} number
 * @param {readonly Uint8Array[]} parts
 */
function field(number, parts) {
  return bytes(number, joined(parts))
}

/**
 * @param {number} number
 * @param {string} value
 */
function text(number, value) {
  return bytes(number, new TextEncoder().encode(value))
}

/**
 * @param {number} number
 * @param {Uint8Array} value
 */
function bytes(number, value) {
  return joined([variableInteger((number << 3) | 2), variableInteger(value.length), value])
}

/**
 * @param {number} number
 * @param {number} value
 */
function integer(number, value) {
  return joined([variableInteger(number << 3), variableInteger(value)])
}

/** @param {number} value */
function variableInteger(value) {
  const groups = []
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return Uint8Array.from([...groups, rest])
    groups.push((rest & 0x7f) | 0x80)
  }
}

/** @param {readonly Uint8Array[]} parts */
function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
