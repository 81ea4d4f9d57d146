import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { currentVersion, type Migration } from '../../../core/project/migrations.ts'
import { readProject, readProjectAs, writeProject } from '../../../core/project/project-file.ts'
import { aFilm } from './films.ts'

function codeOf(text: string): string {
  const result = readProject(text, 'project.json')
  return result.ok ? 'read' : result.error.code
}

const file = (more: object) =>
  JSON.stringify({ format: 'craneshot-project', version: currentVersion, film: aFilm(), ...more })

describe('project.json', () => {
  test('reads back what was written, and writes the same text again', () => {
    const result = readProject(writeProject(aFilm()), 'project.json')
    expect(result).toEqual({ ok: true, value: aFilm() })
    const text = result.ok ? writeProject(result.value) : ''
    const again = readProject(text, 'project.json')
    expect(again.ok && writeProject(again.value)).toBe(text)
  })

  test('of version 1, whose shots had no texts or groups, is read with them empty', () => {
    const shots = aFilm().shots.map(({ dialogue: _dialogue, action: _action, group: _group, ...shot }) => shot)
    const text = file({ version: 1, film: { ...aFilm(), shots } })
    expect(readProject(text, 'project.json')).toEqual({ ok: true, value: aFilm() })
  })

  test.each([
    ['', 'project.file.not-json'],
    ['{"format": "craneshot-project", "version": 1', 'project.file.not-json'],
    ['[]', 'project.file.not-project'],
    ['null', 'project.file.not-project'],
    [file({ format: 'other' }), 'project.file.not-project'],
    [file({ version: undefined }), 'project.file.no-version'],
    [file({ version: '1' }), 'project.file.no-version'],
    [file({ version: 1.5 }), 'project.file.no-version'],
    [file({ version: -1 }), 'project.file.no-version'],
    [file({ version: currentVersion + 1 }), 'project.file.newer-version'],
    [file({ version: 0 }), 'project.file.migration'],
    [file({ film: null }), 'project.file.invalid'],
    [file({ other: 1 }), 'project.file.invalid'],
    [file({}).replace('"name":', '"__proto__":{},"name":'), 'project.file.invalid'],
    [file({}).replace('"metresPerUnit":3', '"metresPerUnit":1e999'), 'project.file.invalid'],
    [file({}), 'read'],
  ])('%.40s is %s', (text, code) => {
    expect(codeOf(text)).toBe(code)
  })

  test('names the file, the place and the problem', () => {
    const film = { ...aFilm(), shots: [{ ...aFilm().shots[0], durationFrames: 0 }, aFilm().shots[1]] }
    const result = readProject(file({ film }), 'harbour/project.json')
    expect(!result.ok && result.error.details).toMatchObject({
      file: 'harbour/project.json',
      place: 'film.shots[0].durationFrames',
    })
    const newer = readProject(file({ version: 7 }), 'p')
    expect(!newer.ok && newer.error.details).toEqual({ file: 'p', found: 7, known: currentVersion })
  })

  test('never throws, whatever JSON it gets', () => {
    fc.assert(fc.property(fc.string(), (text) => void expect(codeOf(text)).toMatch(/^project\.file\./)))
    fc.assert(
      fc.property(fc.jsonValue(), (film) => {
        expect(codeOf(file({ film }))).toBe('project.file.invalid')
      }),
    )
  })
})

describe('migrations', () => {
  const film = z.strictObject({ title: z.string(), rate: z.number() })
  /** Version 1 had `name`, 2 has `title`, 3 adds a rate. */
  const steps: Migration[] = [
    { from: 2, migrate: (old) => ({ ...(old as object), rate: 24 }) },
    { from: 1, migrate: (old) => ({ title: z.object({ name: z.string() }).parse(old).name }) },
  ]
  const read = (version: number, content: unknown, migrations = steps) =>
    readProjectAs(file({ version, film: content }), 'p', { version: 3, migrations, film })

  test('run one after the other from the version found', () => {
    const now = { ok: true, value: { title: 'x', rate: 24 } }
    expect(read(1, { name: 'x' })).toEqual(now)
    expect(read(2, { title: 'x' })).toEqual(now)
    expect(read(3, { title: 'x', rate: 24 })).toEqual(now)
  })

  test('are not run on what is up to date, and their outcome is checked', () => {
    const result = read(3, { name: 'x' })
    expect(!result.ok && result.error.code).toBe('project.file.invalid')
  })

  test('say at which version they stopped: a step that fails, a step that is missing', () => {
    const failing = read(1, { name: 5 })
    expect(!failing.ok && [failing.error.code, failing.error.details['version']]).toEqual(['project.file.migration', 1])
    const missing = read(1, { name: 'x' }, steps.slice(1))
    expect(!missing.ok && [missing.error.code, missing.error.details['version']]).toEqual(['project.file.migration', 2])
  })
})
