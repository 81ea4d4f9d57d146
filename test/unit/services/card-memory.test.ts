import { expect, test } from 'vitest'
import { cardMemory } from '../../../main/services/models/card-memory.ts'

const answering = (text: string) => () => Promise.resolve(text)

test('a card is known by its driver’s own tool', async () => {
  expect(await cardMemory(answering('NVIDIA GeForce RTX 4070, 12282, 11034\n'))).toEqual({
    name: 'NVIDIA GeForce RTX 4070',
    totalBytes: 12282 * 1024 * 1024,
    freeBytes: 11034 * 1024 * 1024,
  })
})

test('nothing is known without the tool, without a card, or from what cannot be read', async () => {
  expect(await cardMemory(() => Promise.reject(new Error('ENOENT')))).toBeNull()
  expect(await cardMemory(answering('No devices were found\n'))).toBeNull()
  expect(await cardMemory(answering('NVIDIA A100, [N/A], [N/A]\n'))).toBeNull()
})
