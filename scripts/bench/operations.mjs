/**
 * What ONNX Runtime's profiler says of one operator.
 *
 * @typedef {{ cat: string, args: {
 *   op_name?: string,
 *   input_type_shape?: readonly Record<string, readonly number[]>[],
 *   output_type_shape?: readonly Record<string, readonly number[]>[],
 * } }} ProfileEvent
 */

/**
 * Operations (multiplication and addition count as two) of the convolutions and matrix products in a profile.
 * Everything else is small beside them and not counted.
 *
 * @param {readonly ProfileEvent[]} events
 */
export function countOperations(events) {
  return events.filter(({ cat }) => cat === 'Node').reduce((sum, event) => sum + operationsOf(event), 0)
}

const convolutions = ['Conv', 'FusedConv']
/** Softmax attention: its queries, keys and values come as `[n, tokens, channels]`. */
const attentions = ['MultiHeadAttention']
const matrixProducts = ['MatMul', 'FusedMatMul', 'Gemm', 'FusedGemm']

/** @param {ProfileEvent} event */
function operationsOf({ args }) {
  const inputs = (args.input_type_shape ?? []).map(extents)
  const outputs = (args.output_type_shape ?? []).map(extents)
  const results = product(outputs[0] ?? [])
  const operator = args.op_name ?? ''
  if (convolutions.includes(operator)) return 2 * results * product((inputs[1] ?? []).slice(1))
  if (matrixProducts.includes(operator))
    return 2 * results * sharedExtent(inputs[0] ?? [], inputs[1] ?? [], outputs[0] ?? [])
  if (attentions.includes(operator)) return attentionOperations(inputs[0] ?? [], inputs[1] ?? [], inputs[2] ?? [])
  return 0
}

/**
 * Both matrix products of softmax attention.
 *
 * @param {readonly number[]} query
 * @param {readonly number[]} key
 * @param {readonly number[]} value
 */
function attentionOperations(query, key, value) {
  const keys = key.at(-2) ?? 0
  return 2 * keys * (product(query) + product(query.slice(0, -1)) * (value.at(-1) ?? 0))
}

/**
 * The extent that a matrix product sums over, transposed or not: left · right has rows × shared × columns products.
 *
 * @param {readonly number[]} left
 * @param {readonly number[]} right
 * @param {readonly number[]} result
 */
function sharedExtent(left, right, result) {
  const matrix = (/** @type {readonly number[]} */ shape) => (shape.at(-1) ?? 1) * (shape.at(-2) ?? 1)
  return Math.round(Math.sqrt((matrix(left) * matrix(right)) / matrix(result)))
}

/** @param {Record<string, readonly number[]>} typeAndShape */
function extents(typeAndShape) {
  return Object.values(typeAndShape)[0] ?? []
}

/** @param {readonly number[]} factors */
function product(factors) {
  return factors.reduce((result, factor) => result * factor, 1)
}
