import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { StudioError, type StudioErrorData } from '../../../core/contract/errors.ts'
import type { PackComponent } from '../../../core/contract/pack.ts'
import type { PackSummary } from '../../../core/contract/studio.ts'
import { estimatesDepth } from '../boards/estimate-depth.ts'
import { costsHere } from './measured-packs.ts'
import {
  isDepthPack,
  readAnyManifest,
  readManifest,
  type AnyPack,
  type InstalledDepthPack,
  type InstalledPack,
} from './read-manifest.ts'

/** Where packs lie: the one that ships with the app, and a folder of the user's own. */
export interface PackPlaces {
  readonly embeddedPack: string
  readonly userPacks: string
  /** What packs cost on this machine, as it was measured; left out where nothing is kept. */
  readonly measured?: string
  /** Graphs without weights, of which packs are made; left out where none are. */
  readonly templates?: string
}

interface Listed<Pack, Depth, Problem> {
  readonly origin: 'embedded' | 'user'
  readonly folder: string
  /** A model that makes shots. */
  readonly pack: Pack
  /** A network for the depth of boards. */
  readonly depth: Depth
  readonly problem: Problem
  /** What pack.json says of a damaged pack; null where that cannot be read, and for a sound pack. */
  readonly damaged: Problem extends null ? null : AnyPack | null
}

/** A pack in the list; a damaged one is listed with what is wrong instead of being left out. */
export type ListedPack =
  Listed<InstalledPack, null, null> | Listed<null, InstalledDepthPack, null> | Listed<null, null, StudioErrorData>

/** The name that always means the pack that ships with the app. */
export const embeddedModel = 'embedded'

/** Every pack that can be chosen, the embedded one first. Checks manifests and that files have their sizes, no hashes. */
export async function listPacks({ embeddedPack, userPacks }: PackPlaces): Promise<ListedPack[]> {
  const user = await packFoldersIn(userPacks)
  return Promise.all([
    listed('embedded', embeddedPack),
    ...user.toSorted().map((folder) => listed('user', path.join(userPacks, folder))),
  ])
}

/**
 * The pack that a user means by `embedded`, a pack's id, or a folder.
 * @throws StudioError of the pack, also of a damaged one, or `command.model` when nothing is called that.
 */
export async function findPack(model: string, places: PackPlaces): Promise<InstalledPack> {
  if (model === embeddedModel) return readManifest(places.embeddedPack)
  if (await isFolder(model)) return readManifest(path.resolve(model))
  return packNamed(model, await listPacks(places), places)
}

/** As {@link findPack}, for what can be done with a network for depth as well. @throws as it, but `inference.depth-pack` */
export async function findAnyPack(model: string, places: PackPlaces): Promise<AnyPack> {
  if (model !== embeddedModel && (await isFolder(model))) return readAnyManifest(path.resolve(model))
  const packs = await listPacks(places)
  return packs.find(({ depth }) => depth?.manifest.id === model)?.depth ?? findPack(model, places)
}

/** The user's network that estimates the depth of every board, whichever model makes its shots; null without one. */
export async function depthNetwork(places: PackPlaces): Promise<InstalledDepthPack | null> {
  return servingNetwork(await listPacks(places))
}

/** Of several, as a folder of packs that was put together by hand may hold, the first of the list. */
function servingNetwork(packs: readonly ListedPack[]): InstalledDepthPack | null {
  return packs.find(({ depth }) => depth !== null)?.depth ?? null
}

/** How a pack is called in the list; one whose pack.json cannot be read goes by its folder. */
export function nameInList({ pack, depth, damaged, folder }: ListedPack): string {
  return (pack ?? depth ?? damaged)?.manifest.id ?? path.basename(folder)
}

/** @throws StudioError what is wrong with the first damaged pack that is meant */
function throwIfDamaged(packs: readonly ListedPack[], isMeant: (pack: AnyPack) => boolean): void {
  const found = packs.find(({ damaged }) => damaged !== null && isMeant(damaged))
  if (found?.problem) throw new StudioError(found.problem.code, found.problem.details)
}

function packNamed(id: string, packs: readonly ListedPack[], { userPacks }: PackPlaces): InstalledPack {
  const named = packs.find(({ pack }) => pack?.manifest.id === id)
  if (named?.pack) return named.pack
  if (packs.some(({ depth }) => depth?.manifest.id === id)) throw new StudioError('inference.depth-pack', { id })
  throwIfDamaged(packs, ({ manifest }) => manifest.id === id)
  const known = packs.flatMap(({ pack }) => pack?.manifest.id ?? []).join(', ')
  throw new StudioError('command.model', { model: id, known: known || '-', folder: userPacks })
}

/**
 * The pack with that id, or the embedded one for null; never a folder, for ids that come from a film or the window.
 * @throws StudioError of the embedded pack, or `command.model` when no pack has that id.
 */
export async function findPackById(id: string | null, places: PackPlaces): Promise<InstalledPack> {
  if (id === null) return readManifest(places.embeddedPack)
  return packNamed(id, await listPacks(places), places)
}

/** The packs that can be used, as the window needs them, the embedded one first. */
export async function packSummaries(places: PackPlaces): Promise<PackSummary[]> {
  const packs = await listPacks(places)
  const hasNetwork = servingNetwork(packs) !== null
  return Promise.all(
    packs.flatMap(({ origin, pack }) => (pack === null ? [] : summaryOf(origin, pack, places, hasNetwork))),
  )
}

async function summaryOf(
  origin: PackSummary['origin'],
  pack: InstalledPack,
  { measured }: PackPlaces,
  hasNetwork: boolean,
): Promise<PackSummary> {
  const { manifest, manifestSha256 } = pack
  const { id, version, family, name, rayLayout, steps, sizes, frames, trainedRange, memory, licence, controls } =
    manifest
  const { baseBytes, perPixelFrameBytes } = memory
  const facts = { id, version, family, name, rayLayout, steps, sizes, frames, trainedRange, licence }
  return {
    ...facts,
    memory: { baseBytes, perPixelFrameBytes },
    ...(controls === undefined ? {} : { controls }),
    origin,
    manifestSha256,
    memoryCosts: await costsHere(pack, measured),
    estimatesDepth: hasNetwork || estimatesDepth(manifest),
  }
}

/**
 * The pack that a take was made with, by the hash of its manifest, so that a newer version of the same id is not taken
 * for it.
 * @throws StudioError `command.recipe.pack` when it is not installed; what is wrong with it when it is damaged.
 */
export async function findPackOfTake(
  wanted: { readonly id: string; readonly version: string; readonly manifestSha256: string },
  places: PackPlaces,
): Promise<InstalledPack> {
  const packs = await listPacks(places)
  const found = packs.find(({ pack }) => pack?.manifestSha256 === wanted.manifestSha256)
  if (found?.pack) return found.pack
  throwIfDamaged(packs, ({ manifestSha256 }) => manifestSha256 === wanted.manifestSha256)
  throw new StudioError('command.recipe.pack', { id: wanted.id, version: wanted.version })
}

async function listed(origin: 'embedded' | 'user', folder: string): Promise<ListedPack> {
  let pack: AnyPack | null = null
  try {
    // What comes with the app makes shots.
    pack = origin === 'embedded' ? await readManifest(folder) : await readAnyManifest(folder)
    const components: readonly PackComponent[] = Object.values(pack.manifest.components)
    const files = components.flatMap((component) => [component, ...(component.data ?? [])])
    for (const { file, bytes } of files) {
      const found = await stat(path.join(folder, file)).catch(() => null)
      if (!found) throw new StudioError('inference.pack-file-missing', { folder, file })
      if (found.size !== bytes) throw new StudioError('inference.pack-file-changed', { folder, file })
    }
    if (isDepthPack(pack)) return { origin, folder, pack: null, depth: pack, problem: null, damaged: null }
    return { origin, folder, pack, depth: null, problem: null, damaged: null }
  } catch (thrown) {
    if (!(thrown instanceof StudioError)) throw thrown
    const problem = { code: thrown.code, details: thrown.details }
    return { origin, folder, pack: null, depth: null, problem, damaged: pack }
  }
}

async function packFoldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  // Hidden ones are being made, or on their way out.
  const shown = entries.filter(({ name }) => !name.startsWith('.'))
  return shown.filter((entry) => entry.isDirectory() || entry.isSymbolicLink()).map((entry) => entry.name)
}

async function isFolder(name: string): Promise<boolean> {
  return stat(name).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
