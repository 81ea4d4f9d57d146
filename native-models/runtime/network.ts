import { env, InferenceSession, Tensor } from 'onnxruntime-node'
import { StudioError } from '../../core/contract/errors.ts'
import type { Provider } from '../../core/contract/inference.ts'
import type { ErrorCode } from '../../core/texts/errors.ts'
import { failureKind } from './failure-kind.ts'
import type { FloatTensor } from './tensor.ts'

// With a global Float16Array the binding refuses every float16 input, in whatever array it comes.
Reflect.deleteProperty(globalThis, 'Float16Array')

export const runtimeVersion: string = env.versions.node ?? 'unknown'

export interface RuntimeOptions {
  readonly provider: Provider
  /** Threads inside one operator. The same count gives the same bits; another may not. */
  readonly threads: number
  /** Take as little memory as can be, however slow: numbers stay in their files, and are converted anew at each run. */
  readonly lean?: boolean
}

/** An input or output of a loaded graph; a word in `shape` is a dynamic extent. */
export interface GraphValue {
  readonly name: string
  readonly dtype: string
  readonly shape: readonly (number | string)[]
}

/** An ONNX graph. */
export interface GraphBytes {
  /** How messages name it. */
  readonly file: string
  readonly bytes: Uint8Array
  /** Where the files of its numbers lie, absolute; left out for a graph that holds all of them itself. */
  readonly dataFolder?: string
}

/** Extents that an output must have; a word stands for any, null for any shape at all. */
export type OutputShape = readonly (number | string)[] | null

/** An int64 input of one number. */
export interface CountInput {
  readonly name: string
  /** Each of them 1; none for a scalar. */
  readonly dims: readonly number[]
  readonly value: number
}

/** One loaded graph with float32 inputs and outputs, whole numbers besides. */
export class Network {
  readonly #session: InferenceSession
  readonly #file: string
  readonly #provider: Provider
  readonly inputs: readonly GraphValue[]
  readonly outputs: readonly GraphValue[]

  private constructor(session: InferenceSession, file: string, provider: Provider) {
    this.#session = session
    this.#file = file
    this.#provider = provider
    this.inputs = session.inputMetadata.map(graphValue)
    this.outputs = session.outputMetadata.map(graphValue)
  }

  /**
   * Loads a graph on one provider. Operators that the provider lacks run on the CPU.
   *
   * @throws StudioError `inference.model-unreadable`, `inference.out-of-memory`, `inference.device-lost`
   */
  static async load({ file, bytes, dataFolder }: GraphBytes, options: RuntimeOptions): Promise<Network> {
    try {
      const session = await InferenceSession.create(bytes, sessionSettings(options, dataFolder))
      return new Network(session, file, options.provider)
    } catch (thrown) {
      throw failure('inference.model-unreadable', file, options.provider, thrown)
    }
  }

  /**
   * Runs the graph once. Blocks this thread's event loop until it is done.
   *
   * @param inputs one tensor for each input name
   * @param outputs what is wanted of the graph: names are a pack's own, and any graph may have them or not
   * @param counts the inputs that are whole numbers
   * @returns those outputs, in memory of their own
   * @throws StudioError `inference.run-failed`, `inference.out-of-memory`, `inference.device-lost`;
   *   `inference.pack-interface` for an output that is missing or another
   */
  async run<Name extends string>(
    inputs: Readonly<Record<string, FloatTensor>>,
    outputs: Readonly<Record<Name, OutputShape>>,
    counts: readonly CountInput[] = [],
  ): Promise<Record<Name, FloatTensor>> {
    const feeds: Record<string, Tensor> = {}
    for (const { name, dims, value } of counts) feeds[name] = new Tensor('int64', BigInt64Array.of(BigInt(value)), dims)
    for (const [name, { dims, data }] of Object.entries(inputs)) feeds[name] = new Tensor('float32', data, dims)
    const results = await this.#session.run(feeds).catch((thrown: unknown) => {
      throw failure('inference.run-failed', this.#file, this.#provider, thrown)
    })
    const wanted = Object.entries<OutputShape>(outputs)
    const entries = wanted.map(([name, shape]) => [name, this.#output(name, results[name], shape)])
    return Object.fromEntries(entries) as Record<Name, FloatTensor>
  }

  #output(name: string, result: InferenceSession.ReturnType[string] | undefined, shape: OutputShape): FloatTensor {
    const reason = outputMisfit(name, result, shape)
    if (reason !== null) throw new StudioError('inference.pack-interface', { file: this.#file, reason })
    const { dims, data } = result as Tensor
    return { dims, data: data as Float32Array }
  }

  /** Frees the graph's memory; running it afterwards is a bug. */
  async release(): Promise<void> {
    await this.#session.release()
  }
}

function sessionSettings(
  { provider, threads, lean = false }: RuntimeOptions,
  dataFolder: string | undefined,
): InferenceSession.SessionOptions {
  return {
    executionProviders: [providerSettings(provider)],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    // Folding constants would keep a second form of the numbers.
    graphOptimizationLevel: lean ? 'disabled' : 'all',
    // Sizes vary from run to run; patterns would keep the largest run's memory for nothing.
    enableMemPattern: false,
    // Errors come back as exceptions; warnings about node placement help nobody on stderr.
    logSeverityLevel: 3,
    // Spinning threads slow everything, this process included, as soon as other programs want the cores.
    extra: {
      session: {
        // The runtime's own format would be taken too, and nobody has looked through that one for other files.
        load_model_format: 'ONNX',
        intra_op: { allow_spinning: '0' },
        ...(lean ? { disable_prepacking: '1' } : {}),
        ...(dataFolder === undefined ? {} : { model_external_initializers_file_folder_path: dataFolder }),
      },
    },
  }
}

function providerSettings(provider: Provider): InferenceSession.ExecutionProviderConfig {
  // In the other layout ONNX Runtime 1.30 computes convolutions of 6, 15, 18 … channels wrongly
  // (microsoft/onnxruntime#29651); the probe has such a convolution.
  return provider === 'webgpu' ? { name: 'webgpu', preferredLayout: 'NCHW' } : provider
}

/** Why a run's result is not the output that is wanted, or null. */
function outputMisfit(name: string, result: { readonly type: string } | undefined, shape: OutputShape): string | null {
  if (!(result instanceof Tensor)) return `the graph gives no tensor ${name}`
  const { type, dims } = result
  const fits =
    shape === null ||
    (shape.length === dims.length && shape.every((extent, i) => typeof extent === 'string' || extent === dims[i]))
  if (type === 'float32' && fits) return null
  return `output ${name} is ${type} [${dims.join(', ')}], not float32${shape === null ? '' : ` [${shape.join(', ')}]`}`
}

function graphValue(value: InferenceSession.ValueMetadata): GraphValue {
  if (!value.isTensor) return { name: value.name, dtype: 'not a tensor', shape: [] }
  return { name: value.name, dtype: value.type, shape: value.shape }
}

/** A failure by its own name, where it is no fault of the model: memory that is not there, a card that is gone. */
function failure(code: ErrorCode, file: string, provider: Provider, thrown: unknown): StudioError {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  const reason = message.split('\n')[0]!.slice(0, 300)
  // What ran out is often told behind the names of a long graph.
  return new StudioError(failureKind(message) ?? code, { file, provider, reason }, { cause: thrown })
}
