import type { Shot } from '../schema/shot.ts'

/** A, B … Z, AA and on: the first names that none of the shots' groups has. @param skip free names left out */
export function freeGroupName(shots: readonly Shot[], skip = 0): string {
  return freeName(new Set(shots.map(({ group }) => group)), skip)
}

/**
 * These shots in that scene, or in none. Groups stay groups of their own: one that comes whole keeps its name, or takes
 * the next free one where the scene has a group of that name; a shot that leaves others of its group behind has none.
 * @param shots all shots of the film; those that change their scene and those that do not
 */
export function broughtIntoScene(shots: readonly Shot[], moving: readonly Shot[], sceneId: string | null): Shot[] {
  const coming = new Set(moving.filter((shot) => shot.sceneId !== sceneId))
  const groupOf = (shot: Shot): string => JSON.stringify([shot.sceneId, shot.group])
  const divided = new Set(shots.filter((shot) => !coming.has(shot)).map(groupOf))
  const taken = new Set(shots.filter((shot) => shot.sceneId === sceneId).map(({ group }) => group))
  // What comes under its own name must find it free.
  const wanted = new Set([...coming].map(({ group }) => group))
  const names = new Map<string, string>()
  return moving.map((shot) => {
    if (!coming.has(shot)) return shot
    const key = groupOf(shot)
    if (shot.group === '' || divided.has(key)) return { ...shot, sceneId, group: '' }
    const name = names.get(key) ?? (taken.has(shot.group) ? freeName(new Set([...taken, ...wanted])) : shot.group)
    names.set(key, name)
    taken.add(name)
    return { ...shot, sceneId, group: name }
  })
}

function freeName(taken: ReadonlySet<string>, skip = 0): string {
  let left = skip
  for (let index = 0; ; index++) {
    const name = letters(index)
    if (!taken.has(name) && left-- <= 0) return name
  }
}

function letters(index: number): string {
  const rest = Math.floor(index / 26) - 1
  return (rest < 0 ? '' : letters(rest)) + String.fromCharCode(65 + (index % 26))
}
