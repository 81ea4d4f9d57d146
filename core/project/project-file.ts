import { z } from 'zod'
import { StudioError } from '../contract/errors.ts'
import type { Result } from '../contract/result.ts'
import { currentVersion, migrate, migrations, type Migration } from './migrations.ts'
import { filmSchema, type Film } from './schema/film.ts'

export const projectFormat = 'craneshot-project'

/** Longest `project.json` that is read; a film of 1000 shots with 1000 keys each stays under it. */
const maxCharacters = 256 * 1024 * 1024

/** How to read: the document's version, the chain that leads to it, and the schema of its film. */
export interface ProjectReading<Document> {
  readonly version: number
  readonly migrations: readonly Migration[]
  readonly film: z.ZodType<Document>
}

const reading: ProjectReading<Film> = { version: currentVersion, migrations, film: filmSchema }

/** The text of `project.json`, the same for the same film. */
export function writeProject(film: Film): string {
  return `${JSON.stringify({ format: projectFormat, version: currentVersion, film }, null, 1)}\n`
}

/**
 * Reads `project.json`: size, JSON, format, version, migrations, schema, in this order. `file` is the name that errors
 * show. Errors: project.file.too-large, not-json, not-project, no-version, newer-version, migration, invalid.
 */
export function readProject(text: string, file: string): Result<Film> {
  return readProjectAs(text, file, reading)
}

/** {@link readProject} with the version that the document was saved in. */
export function readVersionedProject(
  text: string,
  file: string,
): Result<{ readonly film: Film; readonly version: number }> {
  const header = readHeader(text, file)
  if (!header.ok) return header
  const film = readDocument(header.value, file, reading)
  return film.ok ? { ok: true, value: { film: film.value, version: header.value.version } } : film
}

/** {@link readProject} with another document version: how migrations are proven without waiting for one. */
export function readProjectAs<Document>(text: string, file: string, as: ProjectReading<Document>): Result<Document> {
  const header = readHeader(text, file)
  return header.ok ? readDocument(header.value, file, as) : header
}

function readDocument<Document>(
  { document, version }: Header,
  file: string,
  as: ProjectReading<Document>,
): Result<Document> {
  if (version > as.version) return failed('project.file.newer-version', { file, found: version, known: as.version })
  const migrated = migrate(document, version, as.version, as.migrations, file)
  if (!migrated.ok) return migrated
  return parseProject(migrated.value, file, as)
}

/** How often fields that are unknown are taken out and the rest is tried again: each time goes one level deeper. */
const deepestFields = 64

/**
 * What this version knows of the film of a newer one, to be looked at and never written back: fields with names that are
 * not known are left out, and what remains must be a whole film. Errors: those of {@link readProject}; project.file.newer-version when no whole film remains.
 */
export function readNewerProject(
  text: string,
  file: string,
): Result<{ readonly film: Film; readonly version: number }> {
  const header = readHeader(text, file)
  if (!header.ok) return header
  const { document, version } = header.value
  const film: unknown = document['film']
  for (let round = 0; round < deepestFields; round++) {
    const parsed = filmSchema.safeParse(film)
    if (parsed.success) return { ok: true, value: { film: parsed.data, version } }
    const unknown = parsed.error.issues.filter((issue) => issue.code === 'unrecognized_keys')
    if (unknown.length === 0) break
    for (const { path, keys } of unknown) for (const key of keys) removeField(film, [...path, key])
  }
  return failed('project.file.newer-version', { file, found: version, known: currentVersion })
}

/** @param document parsed JSON, changed in place */
function removeField(document: unknown, path: readonly PropertyKey[]): void {
  const key = path.at(-1)
  let place = document
  for (const step of path.slice(0, -1)) place = (place as Record<PropertyKey, unknown>)[step]
  if (key !== undefined) delete (place as Record<PropertyKey, unknown>)[key]
}

interface Header {
  readonly document: Readonly<Record<string, unknown>>
  readonly version: number
}

function readHeader(text: string, file: string): Result<Header> {
  if (text.length > maxCharacters)
    return failed('project.file.too-large', { file, megabytes: maxCharacters / (1024 * 1024) })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    return failed('project.file.not-json', { file, reason: cause instanceof Error ? cause.message : '' }, cause)
  }
  const header = z.looseObject({ format: z.literal(projectFormat) }).safeParse(json)
  if (!header.success) return failed('project.file.not-project', { file })
  const version = z.number().int().min(0).safeParse(header.data['version'])
  if (!version.success) return failed('project.file.no-version', { file })
  return { ok: true, value: { document: header.data, version: version.data } }
}

function parseProject<Document>(document: unknown, file: string, as: ProjectReading<Document>): Result<Document> {
  const schema = z.strictObject({ format: z.literal(projectFormat), version: z.literal(as.version), film: as.film })
  const parsed = schema.safeParse(document)
  if (parsed.success) return { ok: true, value: parsed.data.film }
  const issue = parsed.error.issues[0]
  return failed('project.file.invalid', {
    file,
    place: placeText(issue?.path ?? []),
    problem: (issue?.message ?? '').slice(0, 200),
    count: parsed.error.issues.length,
  })
}

/** `film.shots[3].boards[0].frame`; one long name from a hostile file is cut. */
function placeText(path: readonly PropertyKey[]): string {
  const parts = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key).slice(0, 60)}`))
  return parts.join('').replace(/^\./, '') || '/'
}

function failed(
  code: ConstructorParameters<typeof StudioError>[0],
  details: Record<string, string | number>,
  cause?: unknown,
): { readonly ok: false; readonly error: StudioError } {
  return { ok: false, error: new StudioError(code, details, { cause }) }
}
