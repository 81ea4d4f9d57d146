import { app, dialog, shell, systemPreferences, type BrowserWindow } from 'electron'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { languageFromLocale, type Language } from '../../core/texts/language.ts'
import { dialogText, unfinishedWorkText, type DialogWord } from '../../core/texts/studio/dialogs.ts'
import type { Desktop, FileKind } from '../services/studio/studio-parts.ts'
import { readClipboardPicture } from './clipboard-picture.ts'

/** Ends of names that a dialog offers; the services judge the files by their contents. */
const fileKinds: Readonly<Record<FileKind, readonly string[]>> = {
  pictures: 'png jpg jpeg webp avif tif tiff psd psb exr pdf storyboarder fountain'.split(' '),
  sounds: ['wav', 'mp3', 'm4a', 'aac', 'flac', 'ogg', 'opus', 'aif', 'aiff'],
  depth: ['npy', 'png', 'tif', 'tiff', 'exr'],
  archive: ['craneshot', 'zip'],
  checkpoint: ['ckpt', 'pt', 'pth'],
  onnx: ['onnx'],
  program: process.platform === 'win32' ? ['exe'] : process.platform === 'darwin' ? ['app'] : ['*'],
}

/** What the button of such a dialog says. */
const fileButtons: Readonly<Record<FileKind, DialogWord>> = {
  pictures: 'dialog.add',
  sounds: 'dialog.add',
  depth: 'dialog.add',
  program: 'dialog.choose',
  archive: 'dialog.open',
  checkpoint: 'dialog.choose',
  onnx: 'dialog.choose',
}

/** The system, and whether a question to the user stands open. */
export interface ElectronDesktop extends Desktop {
  readonly isAsking: boolean
  /** Whether the window may have the microphone. */
  readonly mayRecord: boolean
  /** Asks whether a page that died again and again is loaded once more. */
  mayReload(language: Language): Promise<boolean>
}

/** The system as Electron shows it; dialogs belong to the window. Electron must be ready. */
export function electronDesktop(window: () => BrowserWindow | null): ElectronDesktop {
  let isAsking = false
  let mayRecord = false
  return {
    get isAsking() {
      return isAsking
    },
    get mayRecord() {
      return mayRecord
    },
    allowMicrophone: async (allowed) => {
      mayRecord = allowed && (await systemAllowsMicrophone())
      return mayRecord === allowed
    },
    systemLanguage: systemLanguage(),
    versions: { electron: process.versions['electron'] ?? '' },
    chooseFiles: async (kind, language) => {
      const { filePaths } = await showOpen(window(), {
        title: dialogText(`dialog.${kind}`, language),
        buttonLabel: dialogText(fileButtons[kind], language),
        filters: [
          { name: dialogText(`dialog.kind.${kind}`, language), extensions: [...fileKinds[kind]] },
          { name: dialogText('dialog.kind.all', language), extensions: ['*'] },
        ],
        properties: kind === 'pictures' ? ['openFile', 'multiSelections'] : ['openFile'],
      })
      return filePaths
    },
    chooseFolder: async (kind, language, near) => {
      const { filePaths } = await showOpen(window(), {
        title: dialogText(`dialog.${kind}`, language),
        buttonLabel: dialogText(kind === 'open-project' ? 'dialog.open' : 'dialog.choose', language),
        defaultPath: near,
        properties: kind === 'open-project' ? ['openDirectory'] : ['openDirectory', 'createDirectory'],
      })
      return filePaths[0] ?? null
    },
    chooseSaveFile: async (suggestedName, kind, language) => {
      const options = {
        title: dialogText('dialog.save', language),
        defaultPath: path.join(app.getPath('documents'), suggestedName),
        filters: [{ name: kind.toUpperCase(), extensions: [kind] }],
      }
      const owner = window()
      const answer = await (owner ? dialog.showSaveDialog(owner, options) : dialog.showSaveDialog(options))
      return answer.filePath === '' ? null : await withExtension(answer.filePath, kind)
    },
    readClipboardPicture,
    mayLoseEdits: async (reason, language) => {
      isAsking = true
      try {
        const message = dialogText('dialog.unsaved', language)
        const answers = { stay: 'dialog.keep-edits', go: 'dialog.discard-edits' } as const
        return await ask(window(), { message, detail: reason }, answers, language)
      } finally {
        isAsking = false
      }
    },
    mayStopWork: (work, language) => {
      const words = { message: dialogText('dialog.unfinished', language), detail: unfinishedWorkText(work, language) }
      return ask(window(), words, { stay: 'dialog.keep-working', go: 'dialog.stop-work' }, language)
    },
    mayReload: async (language) => {
      const words = {
        message: dialogText('dialog.window-died', language),
        detail: dialogText('dialog.window-died.detail', language),
      }
      return !(await ask(window(), words, { stay: 'dialog.reload', go: 'dialog.quit' }, language))
    },
    trash: (file) => shell.trashItem(file),
    reveal: async (file) => shell.showItemInFolder(file),
    openFile: async (file) => {
      const reason = await shell.openPath(file)
      if (reason !== '') throw new Error(reason)
    },
  }
}

function showOpen(owner: BrowserWindow | null, options: Electron.OpenDialogOptions) {
  return owner ? dialog.showOpenDialog(owner, options) : dialog.showOpenDialog(options)
}

/** False for the answer that loses nothing, which Enter and Esc give too. */
async function ask(
  owner: BrowserWindow | null,
  words: { readonly message: string; readonly detail: string },
  { stay, go }: { readonly stay: DialogWord; readonly go: DialogWord },
  language: Language,
): Promise<boolean> {
  const options = {
    type: 'warning' as const,
    ...words,
    buttons: [dialogText(stay, language), dialogText(go, language)],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  }
  // It is hidden while the app ends.
  owner?.show()
  const { response } = await (owner ? dialog.showMessageBox(owner, options) : dialog.showMessageBox(options))
  return response === 1
}

/** On Linux the dialog leaves the name as it was typed, and nobody was asked whether to replace the one it becomes. */
async function withExtension(file: string, extension: string): Promise<string> {
  if (path.extname(file).toLowerCase() === `.${extension}`) return file
  for (let number = 1; ; number++) {
    const named = `${file}${number === 1 ? '' : ` ${number}`}.${extension}`
    if ((await stat(named).catch(() => null)) === null) return named
  }
}

/** macOS asks its user the first time; other systems answer when the microphone is opened. */
async function systemAllowsMicrophone(): Promise<boolean> {
  return process.platform !== 'darwin' || systemPreferences.askForMediaAccess('microphone')
}

function systemLanguage(): Language {
  return languageFromLocale(app.getPreferredSystemLanguages()[0] ?? app.getLocale())
}
