import type { ErrorCode } from '../../core/texts/errors.ts'

/**
 * What runtimes and drivers say when memory is not there, of the machine or of a card: ONNX Runtime's arenas, C++, CUDA,
 * Vulkan, Direct3D, Metal.
 */
const memoryWords =
  /failed to allocate|bad[_ ]?alloc|out[ _]of[ _](device |host )?memory|OUT_OF_(DEVICE|HOST)_MEMORY|E_OUTOFMEMORY|8007000e|CUDA failure 2\b|cudaErrorMemoryAllocation|insufficient memory|BFCArena/i

/** What they say when the card or its driver is gone: taken out, reset after a hang, updated while in use. */
const lostWords =
  /device (was |is )?lost|DEVICE_LOST|DEVICE_(REMOVED|RESET|HUNG)|887a000[567]|unspecified launch failure|illegal memory access|device-side assert|GPU has fallen off|Error [0-9]+ in kernel .* GPU|kIOGPUCommandBuffer/i

/** The named error that a failure of the runtime is, where it is no fault of the model; null for any other. */
export function failureKind(reason: string): Extract<ErrorCode, `inference.${'out-of-memory' | 'device-lost'}`> | null {
  if (lostWords.test(reason)) return 'inference.device-lost'
  return memoryWords.test(reason) ? 'inference.out-of-memory' : null
}
