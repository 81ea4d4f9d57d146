import { useStore } from 'zustand'
import { useOpenFilm } from '../state/film-store.ts'
import { useStudioLanguage } from '../state/language.ts'
import { studioStore } from '../state/mirrors.ts'
import { UiRoot } from '../ui/ui-root.tsx'
import { Studio } from './shell/studio.tsx'
import { Starting } from './shell/starting.tsx'
import { Welcome } from './shell/welcome.tsx'
import { HeldTakes } from './queue/held-takes.tsx'
import { Notices } from './shell/notices.tsx'
import { ShellDialogs } from './shell/shell-dialogs.tsx'
import { useDocumentLanguage } from './shell/use-document-language.ts'
import { ArchiveProgress } from './project/archive-progress.tsx'
import { CopyProgress } from './shell/copy-progress.tsx'
import { ImportProgress } from './shell/import-progress.tsx'
import { PictureDrop } from './shell/picture-drop.tsx'
import { useShortcuts } from './commands/use-shortcuts.ts'

export function App() {
  const language = useStudioLanguage()
  const started = useStore(studioStore, ({ studio }) => studio !== null)
  const projectId = useOpenFilm((open) => open?.projectId ?? null)
  useDocumentLanguage(language)
  useShortcuts()
  return (
    <UiRoot language={language}>
      {!started ? <Starting /> : projectId === null ? <Welcome /> : <Studio key={projectId} />}
      <ShellDialogs />
      <PictureDrop />
      <ImportProgress />
      <CopyProgress />
      <ArchiveProgress />
      <Notices />
      <HeldTakes />
    </UiRoot>
  )
}
