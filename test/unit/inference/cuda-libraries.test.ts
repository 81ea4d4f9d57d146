import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { missingCudaLibraries } from '../../../native-models/runtime/cuda-libraries.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test('a library that is not there is named', () => {
  expect(missingCudaLibraries(temporaryFolder())).toBe('libonnxruntime_providers_cuda.so is not there')
})

test('one that has all it needs is no fault', () => {
  const folder = temporaryFolder()
  copyFileSync(process.execPath, join(folder, 'libonnxruntime_providers_cuda.so'))
  expect(missingCudaLibraries(folder)).toBeNull()
})

test('what is no library at all is left to the runtime to tell', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'libonnxruntime_providers_cuda.so'), 'not a library')
  expect(missingCudaLibraries(folder)).toBeNull()
})
