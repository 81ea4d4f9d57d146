import os from 'node:os'
import { expect, test } from 'vitest'
import { memoryForTakes } from '../../../main/services/models/memory-for-takes.ts'

test('takes on a card have the card’s memory, those on the processor the machine’s', () => {
  const machine = memoryForTakes('cpu', 24e9)
  expect(machine).toBeLessThanOrEqual(os.totalmem())
  expect(memoryForTakes('coreml', 1)).toBe(machine)
  expect(memoryForTakes('cuda', 24e9)).toBe(24e9)
  expect(memoryForTakes('webgpu', null)).toBeNull()
  expect(memoryForTakes(null, null)).toBe(machine)
  expect(memoryForTakes(null, 1e15)).toBe(1e15)
})
