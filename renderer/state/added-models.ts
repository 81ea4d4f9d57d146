import { createStore } from 'zustand/vanilla'
import type { CallInput } from '../../core/contract/calls.ts'
import { isAbort, StudioError } from '../../core/contract/errors.ts'
import { call } from '../bridge/client.ts'
import { attempt, tellDone } from './notices.ts'

interface Adding {
  readonly running: boolean
  readonly failure: StudioError | null
}

/** What is known while a model is added: what was chosen, why it was not. */
interface AddingModel extends Adding {
  /** Names of the chosen folders and files, by option. */
  readonly chosen: Readonly<Record<string, string>>
}

export const addingStore = createStore<AddingModel>(() => ({
  chosen: {},
  running: false,
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
export function addModel(input: CallInput<'model.add'>): Promise<boolean> {
  return runAdding(addingStore, async () => {
    const { name } = await call('model.add', input)
    tellDone('models.added', { name })
  })
}

/** What is known of a depth network that is added: the name of its file, why it was not. */
interface AddingNetwork extends Adding {
  readonly file: string | null
}

export const addingNetworkStore = createStore<AddingNetwork>(() => ({ file: null, running: false, failure: null }))

/** Asks for the network's file. */
export function chooseNetwork(): void {
  attempt(async () => {
    const file = await call('model.chooseNetwork', {})
    if (file !== null) addingNetworkStore.setState({ file, failure: null })
  })
}

/** Takes in the network that was chosen; as {@link addModel}. */
export function addNetwork(input: CallInput<'model.addNetwork'>): Promise<boolean> {
  return runAdding(addingNetworkStore, async () => {
    const { name } = await call('model.addNetwork', input)
    tellDone('network.added', { name })
  })
}

async function runAdding(
  store: { setState(change: Partial<Adding>): void },
  work: () => Promise<void>,
): Promise<boolean> {
  store.setState({ running: true, failure: null })
  try {
    await work()
    return true
  } catch (thrown) {
    if (thrown instanceof StudioError) store.setState({ failure: thrown })
    else if (!isAbort(thrown)) throw thrown
    return false
  } finally {
    store.setState({ running: false })
  }
}

/** Stops what {@link addModel} began; nothing stays. */
export function stopAdding(): void {
  attempt(() => call('model.cancel', {}))
}
