import type { Film } from './schema/film.ts'
import type { Scene, Shot } from './schema/shot.ts'

/** Shots of one scene that follow each other in the storyboard. */
export interface StorySection {
  /** Null for shots without a scene. */
  readonly scene: Scene | null
  /** Empty for a scene without shots. */
  readonly shots: readonly Shot[]
  /** True where shots of the scene stand earlier already, with others between. */
  readonly continued: boolean
}

/**
 * The storyboard as it is read: the film's shots in their order, divided where the scene changes. A scene without shots
 * stands after the scene before it in the film's list.
 */
export function storySections({ scenes, shots }: Pick<Film, 'scenes' | 'shots'>): StorySection[] {
  const byId = new Map(scenes.map((scene) => [scene.id, scene]))
  const seen = new Set<string | null>()
  const runs: { scene: Scene | null; shots: Shot[]; continued: boolean }[] = []
  for (const shot of shots) {
    const scene = shot.sceneId === null ? null : (byId.get(shot.sceneId) ?? null)
    const last = runs.at(-1)
    if (last?.scene === scene) last.shots.push(shot)
    else runs.push({ scene, shots: [shot], continued: scene !== null && seen.has(scene.id) })
    seen.add(shot.sceneId)
  }
  let before: Scene | null = null
  for (const scene of scenes) {
    if (!seen.has(scene.id)) {
      const at = before === null ? 0 : runs.findLastIndex((run) => run.scene === before) + 1
      runs.splice(at, 0, { scene, shots: [], continued: false })
    }
    before = scene
  }
  return runs
}
