import { createStore } from 'zustand/vanilla'
import type { CallInput } from '../../core/contract/calls.ts'
import { isAbort, StudioError } from '../../core/contract/errors.ts'
import type { Progress } from '../../core/contract/tasks.ts'
import { call } from '../bridge/client.ts'
import { attempt, tellDone } from './notices.ts'

/** What is known while a model is added: what was chosen, how far it is, why it was not. */
interface AddingModel {
  /** Names of the chosen folders and files, by option. */
  readonly chosen: Readonly<Record<string, string>>
  readonly running: boolean
  readonly progress: Pick<Progress, 'stage' | 'fraction'> | null
  readonly failure: StudioError | null
}

export const addingStore = createStore<AddingModel>(() => ({
  chosen: {},
  running: false,
  progress: null,
  failure: null,
}))

/** Asks for one of a model's downloads. */
export function chooseDownload(family: string, option: string): void {
  attempt(async () => {
    const name = await call('model.choose', { family, option })
    if (name !== null) addingStore.setState(({ chosen }) => ({ chosen: { ...chosen, [option]: name }, failure: null }))
  })
}

/**
 * Makes a model of what was chosen.
 * @returns whether there is one now; why not is kept in the store
 * @throws Error for a bug
 */
export async function addModel(input: CallInput<'model.add'>): Promise<boolean> {
  addingStore.setState({ running: true, failure: null })
  try {
    const { name } = await call('model.add', input)
    tellDone('models.added', { name })
    return true
  } catch (thrown) {
    if (thrown instanceof StudioError) addingStore.setState({ failure: thrown })
    else if (!isAbort(thrown)) throw thrown
    return false
  } finally {
    addingStore.setState({ running: false })
  }
}

/** Stops what {@link addModel} began; nothing stays. */
export function stopAdding(): void {
  attempt(() => call('model.cancel', {}))
}
