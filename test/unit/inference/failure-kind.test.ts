import { expect, test } from 'vitest'
import { failureKind } from '../../../native-models/runtime/failure-kind.ts'

test.for([
  'Failed to allocate memory for requested buffer of size 8589934592',
  'BFCArena::AllocateRawInternal Available memory of 0 is smaller than requested bytes of 4096',
  'std::bad_alloc',
  'CUDA failure 2: out of memory ; GPU=0 ; hostname=studio',
  'VK_ERROR_OUT_OF_DEVICE_MEMORY',
  'D3D12: E_OUTOFMEMORY',
  'Non-zero status code returned: 8007000E Not enough memory resources',
])('“%s” is memory that is not there', (reason) => {
  expect(failureKind(reason)).toBe('inference.out-of-memory')
})

test.for([
  'WebGPU device lost (2): A valid external Instance reference no longer exists.',
  'VK_ERROR_DEVICE_LOST',
  'DXGI_ERROR_DEVICE_REMOVED',
  '887A0006 The GPU will not respond to more commands',
  'CUDA failure 719: unspecified launch failure ; GPU=0',
])('“%s” is a card that is gone', (reason) => {
  expect(failureKind(reason)).toBe('inference.device-lost')
})

test.for([
  'Non-zero status code returned while running Conv node: invalid dimensions',
  'CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version',
  'Failed to load model because protobuf parsing failed.',
])('“%s” is neither', (reason) => {
  expect(failureKind(reason)).toBeNull()
})
