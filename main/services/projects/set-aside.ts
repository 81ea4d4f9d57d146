import { lstat, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { renameHeld } from '../files/rename-file.ts'
import { projectFiles } from './project-files.ts'

/**
 * Moves a file or folder of a project out of the way, into its folder for what was set aside, under a name that is free.
 * Nothing is removed or written over.
 * @param name relative to the project, with `/`
 * @returns where it is now, relative to the project
 * @throws the system's error
 */
export async function setAside(folder: string, name: string): Promise<string> {
  const parent = await ownFolder(folder)
  const flat = name.replaceAll('/', '-')
  for (let number = 1; ; number++) {
    const free = number === 1 ? flat : numbered(flat, number)
    const target = path.join(parent, free)
    if ((await lstat(target).catch(() => null)) !== null) continue
    await renameHeld(path.join(folder, name), target)
    return path.relative(folder, target).replaceAll(path.sep, '/')
  }
}

/** A real folder in the project, made if need be: a link of that name could lead anywhere. */
async function ownFolder(folder: string): Promise<string> {
  for (let number = 1; ; number++) {
    const own = path.join(folder, number === 1 ? projectFiles.setAside : `${projectFiles.setAside}-${number}`)
    const facts = await lstat(own).catch(() => null)
    if (facts === null) await mkdir(own)
    if (facts === null || facts.isDirectory()) return own
  }
}

function numbered(name: string, number: number): string {
  const { name: stem, ext } = path.parse(name)
  return `${stem} ${number}${ext}`
}
