import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { addScene, assignToScene } from '../../../core/project/edits/scenes.ts'
import { changeShotFacts } from '../../../core/project/edits/shot-facts.ts'
import { newHistory } from '../../../core/project/history.ts'
import type { Film } from '../../../core/project/schema/film.ts'
import { boardViewCommands } from '../../../renderer/features/storyboard/board-view/commands.ts'
import { closeBoardView, openBoardView } from '../../../renderer/features/storyboard/board-view/view-state.ts'
import { boardCommands } from '../../../renderer/features/storyboard/commands.ts'
import {
  assignSelected,
  chooseScene,
  groupSelected,
  ungroupSelected,
} from '../../../renderer/features/storyboard/scene-actions.ts'
import {
  chooseAllShots,
  chooseFoundShot,
  chooseShot,
  chooseShots,
  selectedShotIds,
} from '../../../renderer/features/storyboard/selection.ts'
import { clearFilter, currentStory, setFilter } from '../../../renderer/features/storyboard/shown-story.ts'
import {
  duplicateSelected,
  moveSelected,
  removeSelected,
  setDurations,
} from '../../../renderer/features/storyboard/story-actions.ts'
import { openDraft } from '../../../renderer/state/drafts.ts'
import { currentFilm, edit, filmStore } from '../../../renderer/state/film-store.ts'
import { selectShot, showWorkspace, workspaceStore } from '../../../renderer/state/workspace-store.ts'
import { openedProject } from '../state/opened-project.ts'
import { aScene, storyNames, story } from '../project/films.ts'

/** No card is drawn, and nothing has the focus. */
beforeEach(() => {
  vi.stubGlobal('document', { querySelector: () => null, getElementById: () => null, body: null, activeElement: null })
  vi.stubGlobal('requestAnimationFrame', () => 0)
  load()
})

afterEach(() => {
  filmStore.setState({ open: null })
  vi.unstubAllGlobals()
})

/** Four shots, of which only these have the word that is looked for. */
function load(found: readonly string[] = ['s-c'], film: Film = story()): void {
  const shots = film.shots.map((shot) => ({ ...shot, note: found.includes(shot.id) ? 'findme' : '' }))
  const { id: projectId, folderId, place } = openedProject()
  const save = { state: 'saved', problem: null } as const
  filmStore.setState({
    open: { projectId, folderId, place, writable: true, history: newHistory({ ...film, shots }), save },
  })
  clearFilter()
  closeBoardView()
  showWorkspace('board')
  chooseShots([])
}

const search = (): void => setFilter({ words: 'findme' })

/** Why a command cannot be run now. */
function reason(id: string): string | null {
  const command = [...boardCommands, ...boardViewCommands].find((each) => each.id === id)!
  return command.unavailable?.() ?? null
}

describe('a filter', () => {
  test('leaves of the chosen shots those that it shows, and gives the others back when it goes', () => {
    chooseAllShots()
    search()
    expect(selectedShotIds()).toEqual(['s-c'])
    clearFilter()
    expect(selectedShotIds()).toEqual(['s-a', 's-b', 's-c', 's-d'])
  })

  test('that hides the only chosen shot leaves nothing to work on, and says why', () => {
    chooseShot('s-a', 'alone')
    search()
    expect(selectedShotIds()).toEqual([])
    const ids = ['board.remove', 'board.duplicate', 'board.open-camera', 'board.rename', 'scene.assign', 'view.replace']
    for (const id of ids) expect([id, reason(id)]).toEqual([id, 'story.needs-shown'])
    expect(reason('board.choose-all')).toBeNull()
    clearFilter()
    for (const id of ids) expect([id, reason(id)]).toEqual([id, null])
  })

  test('that hides the current one of several leaves what works on all of them', () => {
    chooseAllShots()
    search()
    expect(workspaceStore.getState().shotId).toBe('s-a')
    expect([reason('board.remove'), reason('board.rename')]).toEqual([null, 'story.needs-shown'])
    expect([reason('board.split'), reason('scene.toggle')]).toEqual(['story.needs-shown', 'story.needs-shown'])
  })

  test('does not hide the chosen shots while somebody types what they were found by', () => {
    load(['s-b', 's-c'])
    chooseAllShots()
    search()
    const closeDraft = openDraft(() => undefined)
    edit('shot.edit.facts', (film) => changeShotFacts(film, ['s-b', 's-c', 's-d'], { note: 'find' }))
    expect(selectedShotIds()).toEqual(['s-b', 's-c'])
    expect(currentStory().shotIds).toEqual(['s-b', 's-c'])
    closeDraft()
    expect(selectedShotIds()).toEqual([])
  })

  test('does not hide a shot that is looked at large, or in another workspace', () => {
    chooseShot('s-a', 'alone')
    search()
    openBoardView()
    expect([selectedShotIds(), reason('view.replace')]).toEqual([['s-a'], null])
    closeBoardView()
    showWorkspace('camera')
    expect([selectedShotIds(), reason('board.rename')]).toEqual([['s-a'], null])
  })
})

describe('going on from the search', () => {
  const current = () => workspaceStore.getState().shotId

  test('a hidden shot gives way to the first that is shown, a shown one stays', () => {
    load(['s-b', 's-c'])
    chooseShot('s-a', 'alone')
    search()
    chooseFoundShot()
    expect([current(), selectedShotIds()]).toEqual(['s-b', ['s-b']])
    chooseShot('s-c', 'alone')
    chooseFoundShot()
    expect(current()).toBe('s-c')
  })

  test('several stay chosen; one of them in sight becomes the current one', () => {
    load(['s-b', 's-c'])
    chooseShots(['s-a', 's-c', 's-d'])
    search()
    chooseFoundShot()
    expect([current(), selectedShotIds()]).toEqual(['s-c', ['s-c']])
    clearFilter()
    expect(selectedShotIds()).toEqual(['s-a', 's-c', 's-d'])
  })

  test('nothing found changes nothing', () => {
    load([])
    chooseShot('s-a', 'alone')
    search()
    chooseFoundShot()
    expect([current(), selectedShotIds()]).toEqual(['s-a', []])
  })

  test('all shots of a scene, chosen by its heading, have a shown one as the current one', () => {
    search()
    chooseScene(null)
    expect([current(), selectedShotIds()]).toEqual(['s-c', ['s-c']])
  })
})

test('while a filter is on, no edit of chosen shots changes or removes a hidden one', () => {
  const ids = storyNames.map((name) => `s-${name}`)
  const edits: Readonly<Record<string, () => void>> = {
    remove: removeSelected,
    duplicate: duplicateSelected,
    earlier: () => moveSelected(-1),
    later: () => moveSelected(1),
    durations: () => setDurations(selectedShotIds(), 48),
    assign: () => assignSelected('two'),
    ungroup: ungroupSelected,
    group: () => {
      if (reason('group.make') === null) groupSelected()
    },
  }
  const scenes = addScene(addScene(story(), aScene('one')), aScene('two'))
  const film = assignToScene(scenes, ['s-a', 's-b'], 'one')
  const grouped = { ...film, shots: film.shots.map((shot) => ({ ...shot, group: 'A' })) }
  let changes = 0
  fc.assert(
    fc.property(
      fc.subarray(ids),
      fc.subarray(ids, { minLength: 1 }),
      fc.constantFrom(...ids),
      fc.array(fc.constantFrom(...Object.keys(edits)), { minLength: 1, maxLength: 4 }),
      (found, chosen, current, steps) => {
        load(found, grouped)
        chooseShots(chosen)
        selectShot(current)
        search()
        const before = currentFilm()
        const hiddenShots = before.shots.filter(({ id }) => !found.includes(id))
        for (const step of steps) edits[step]!()
        if (currentFilm() !== before) changes++
        const after = new Map(currentFilm().shots.map((shot) => [shot.id, shot]))
        for (const shot of hiddenShots) expect(after.get(shot.id)).toEqual(shot)
      },
    ),
    { numRuns: 200 },
  )
  // Were nothing edited at all, the run would prove nothing.
  expect(changes).toBeGreaterThan(20)
})
