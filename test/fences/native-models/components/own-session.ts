// breaks onnxruntime-only-in-runtime
import { InferenceSession } from 'onnxruntime-node'

export const create = InferenceSession.create
