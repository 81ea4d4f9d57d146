import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { valueOf } from '../../core/contract/result.ts'
import { takeFileNames, takeSchema, type Take } from '../../core/contract/take.ts'
import { readProject } from '../../core/project/project-file.ts'
import type { Film } from '../../core/project/schema/film.ts'

/** A take of a project with its folder. */
export interface TakeOnDisk {
  readonly folder: string
  readonly take: Take
}

/** The folder of a project that the studio made under `home`, by its name. */
export function projectFolder(home: string, name: string): string {
  return join(home, 'projects', name)
}

/** The film as project.json has it: of a project that is saved. */
export function filmOnDisk(folder: string): Film {
  const file = join(folder, 'project.json')
  return valueOf(readProject(readFileSync(file, 'utf8'), file))
}

/** Everything in the folder of takes, unfinished ones too. */
export function namesOfTakes(folder: string): string[] {
  return readdirSync(join(folder, 'takes'))
}

/** The project's finished takes, the oldest first, each checked against the schema of take.json. */
export function takesOnDisk(folder: string): TakeOnDisk[] {
  const takes = namesOfTakes(folder).map((name) => {
    const own = join(folder, 'takes', name)
    return { folder: own, take: takeSchema.parse(JSON.parse(readFileSync(join(own, takeFileNames.recipe), 'utf8'))) }
  })
  return takes.toSorted((a, b) => (a.take.madeAt ?? 0) - (b.take.madeAt ?? 0))
}
