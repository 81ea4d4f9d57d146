import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bindGraph, type BoundWeight } from '../../../core/weights/bind-graph.ts'
import { externalTensors, graphInterface } from '../../../core/weights/onnx-graph.ts'
import { bytesField, joined, numberField, textField, WireProblem, wireFields } from '../../../core/weights/onnx-wire.ts'
import { addGraph, externalTensor } from '../../support/weights/add-graph.ts'

const weight: BoundWeight = { dtype: 'F32', shape: [4], location: 'weights/a.bin', offset: 128, bytes: 16 }

describe('the wire format', () => {
  it('reads what it writes, numbers up to 2^53 included', () => {
    fc.assert(
      fc.property(fc.nat(1 << 20), fc.maxSafeNat(), fc.uint8Array(), (field, value, bytes) => {
        const message = joined([numberField(field + 1, value), bytesField(field + 1, bytes), textField(1, 'é한')])
        const [first, second, third] = [...wireFields(message)]
        expect([first?.field, first?.number]).toEqual([field + 1, value])
        expect([...(second?.bytes ?? [])]).toEqual([...bytes])
        expect(Buffer.from(third?.bytes ?? []).toString()).toBe('é한')
      }),
    )
  })

  it('ends on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          externalTensors(bytes)
          graphInterface(bytes)
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(WireProblem)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

describe('the tensors of a graph that lie elsewhere', () => {
  it('are told however many extents one claims to have', () => {
    const packed = bytesField(1, new Uint8Array(300_000).fill(1))
    const found = externalTensors(addGraph(joined([packed, externalTensor('w', [], { location: 'a' })])))
    expect(found).toMatchObject([{ name: 'w', locations: ['a'] }])
    expect(found[0]?.dims).toHaveLength(300_000)
  })
})

describe('binding a graph', () => {
  it('points an initializer into a file and leaves the rest as it is', () => {
    const bound = bindGraph(addGraph(externalTensor('w', [4], { location: '' })), new Map([['w', weight]]))
    expect(externalTensors(bound)).toEqual([
      { name: 'w', dims: [4], dtype: 'F32', locations: ['weights/a.bin'], offset: 128, length: 16 },
    ])
    expect(graphInterface(bound)).toEqual({
      inputs: [{ name: 'x', dtype: 'F32', shape: ['length'] }],
      outputs: [{ name: 'y', dtype: 'F32', shape: [4] }],
    })
  })

  it('casts what is stored in another type', () => {
    const half: BoundWeight = { ...weight, dtype: 'F16', bytes: 8 }
    const bound = bindGraph(addGraph(externalTensor('w', [4], { location: '' })), new Map([['w', half]]))
    expect(externalTensors(bound)).toMatchObject([{ name: 'w:F16', dtype: 'F16' }])
    expect(Buffer.from(bound).indexOf('Cast')).toBeLessThan(Buffer.from(bound).indexOf('Add'))
  })

  it('refuses weights that are missing or left over', () => {
    const graph = addGraph(externalTensor('w', [4], { location: '' }))
    expect(() => bindGraph(graph, new Map())).toThrow('the initializer w has no weights')
    const two = new Map([
      ['w', weight],
      ['v', weight],
    ])
    expect(() => bindGraph(graph, two)).toThrow('there is no initializer v')
  })
})

describe('looking for numbers in other files', () => {
  const secret = externalTensor('', [4], { location: '/etc/passwd' })
  const locations = (model: Uint8Array): string[] => externalTensors(model).flatMap((each) => [...each.locations])

  it('finds none in a pack that holds its own', () => {
    const graph = readFileSync(new URL('../../fixtures/tiny-pack/denoiser.onnx', import.meta.url))
    expect(externalTensors(graph)).toEqual([])
    expect(graphInterface(graph).inputs.length).toBeGreaterThan(1)
  })

  // Field numbers of onnx.proto.
  const attribute = bytesField(5, secret)
  const node = (inner: Uint8Array): Uint8Array => bytesField(1, bytesField(5, inner))
  it.each([
    ['a node’s attribute', bytesField(7, node(attribute))],
    ['a list of tensors', bytesField(7, node(bytesField(10, secret)))],
    ['a sparse tensor', bytesField(7, node(bytesField(22, bytesField(1, secret))))],
    ['a sparse initializer', bytesField(7, bytesField(15, bytesField(2, secret)))],
    ['a branch', bytesField(7, node(bytesField(6, bytesField(5, secret))))],
    ['one of several branches', bytesField(7, node(bytesField(11, bytesField(5, secret))))],
    ['a function', bytesField(25, bytesField(7, bytesField(5, attribute)))],
    ['a second graph', joined([bytesField(7, new Uint8Array(0)), bytesField(7, bytesField(5, secret))])],
    ['training', bytesField(20, bytesField(1, bytesField(5, secret)))],
  ])('finds it in %s', (_, model) => {
    expect(locations(model)).toEqual(['/etc/passwd'])
  })

  it('finds it however it is spelt', () => {
    // The key's length as a number of two bytes, and no note that the numbers lie elsewhere.
    const key = Buffer.concat([Buffer.from([0x0a, 0x88, 0x00]), Buffer.from('location')])
    const entry = joined([key, textField(2, '/etc/passwd')])
    expect(locations(bytesField(7, bytesField(5, bytesField(13, entry))))).toEqual(['/etc/passwd'])
    const twice = externalTensor('w', [4], { location: 'weights/a.bin' }, { location: '/etc/passwd' })
    expect(locations(bytesField(7, bytesField(5, twice)))).toEqual(['weights/a.bin', '/etc/passwd'])
  })
})
