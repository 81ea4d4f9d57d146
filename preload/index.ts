import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { channels as contractChannels, StudioBridge, StudioEvent } from '../core/contract/events.ts'

/** Nothing of core is bundled here; the type keeps these names the contract's own. */
const channels: typeof contractChannels = {
  call: 'studio:call',
  event: 'studio:event',
  register: 'studio:register',
  heard: 'studio:heard',
}

/** A task of its own, so that what the page sends in reply to an answer goes before the word that it has it. */
const tellHeard = (): void => void setTimeout(() => ipcRenderer.send(channels.heard, true))

const bridge: StudioBridge = {
  call: (name, input) => ipcRenderer.invoke(channels.call, name, input).finally(tellHeard),
  // Only a File that the user dropped or pasted has a path; page code cannot make one up.
  register: async (files) =>
    ipcRenderer.invoke(
      channels.register,
      files.map((file) => webUtils.getPathForFile(file as File)).filter((path) => path !== ''),
    ) as Promise<string[]>,
  listen: (receive) => {
    const forward = (_event: unknown, sent: StudioEvent): void => receive(sent)
    ipcRenderer.on(channels.event, forward)
    return () => void ipcRenderer.off(channels.event, forward)
  },
}

ipcRenderer.send(channels.heard, false)
contextBridge.exposeInMainWorld('studio', bridge)
