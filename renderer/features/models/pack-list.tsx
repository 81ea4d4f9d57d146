import { Trash2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { StudioError } from '../../../core/contract/errors.ts'
import type { InstalledModel, ModelRemoval } from '../../../core/contract/model-calls.ts'
import { errorText } from '../../../core/texts/language.ts'
import { call } from '../../bridge/client.ts'
import { useStudio } from '../../state/mirrors.ts'
import { attempt, tellDone } from '../../state/notices.ts'
import { IconButton } from '../../ui/controls/icon-button.tsx'
import { NameAndDetail } from '../../ui/display/name-and-detail.tsx'
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx'
import { ConfirmDialog } from '../../ui/overlays/confirm-dialog.tsx'
import { useLanguage, useText } from '../../ui/use-text.ts'
import { nameWithVersion } from './name-with-version.ts'
import styles from './pack-list.module.css'
import { sizeText } from './size-text.ts'

interface Refused {
  readonly model: InstalledModel
  readonly error: StudioError
}

interface Asked {
  readonly model: InstalledModel
  readonly removal: ModelRemoval
}

/** What is installed, with a way to remove what the user has added. */
export function PackList() {
  const text = useText()
  const models = useInstalledModels()
  const [asked, setAsked] = useState<Asked | null>(null)
  // What was asked stays in the dialog while it fades out.
  const [isAsking, setIsAsking] = useState(false)
  const [refused, setRefused] = useState<Refused | null>(null)
  /** A refusal stays beside the list: it names what to do first. */
  const refusable = (model: InstalledModel, work: () => Promise<void>): void => {
    setRefused(null)
    attempt(async () => {
      try {
        await work()
      } catch (thrown) {
        if (!(thrown instanceof StudioError)) throw thrown
        setRefused({ model, error: thrown })
      }
    })
  }
  const ask = (model: InstalledModel): void =>
    refusable(model, async () => {
      setAsked({ model, removal: await call('model.removal', { id: model.id }) })
      setIsAsking(true)
    })
  const remove = ({ model }: Asked): void => {
    setIsAsking(false)
    refusable(model, async () => {
      const { freedBytes } = await call('model.remove', { id: model.id })
      tellDone('models.removed', { name: model.name, freed: sizeText(freedBytes) })
    })
  }
  const removalText = useRemovalText(asked)
  return (
    <>
      <ul className={styles['list']}>
        {models.map((model) => (
          <ModelRow key={`${model.origin} ${model.id}`} model={model} onRemove={() => ask(model)} />
        ))}
      </ul>
      {refused !== null && <Refusal {...refused} />}
      <ConfirmDialog
        open={isAsking}
        title={text('models.remove.title', { name: asked?.model.name ?? '' })}
        description={removalText}
        confirmLabel={text('models.remove.run')}
        danger
        onConfirm={() => asked !== null && remove(asked)}
        onCancel={() => setIsAsking(false)}
      />
    </>
  )
}

/** Read anew whenever the packs have changed; empty until they are known. */
function useInstalledModels(): readonly InstalledModel[] {
  const packs = useStudio((studio) => studio.packs, null)
  const [models, setModels] = useState<readonly InstalledModel[]>([])
  useEffect(() => {
    let isCurrent = true
    attempt(async () => {
      const found = await call('model.list', {})
      if (isCurrent) setModels(found)
    })
    return () => {
      isCurrent = false
    }
  }, [packs])
  return models
}

function ModelRow({ model, onRemove }: { readonly model: InstalledModel; readonly onRemove: () => void }) {
  const text = useText()
  const language = useLanguage()
  const { name, licence, origin, servesBoards, problem } = model
  return (
    <li className={styles['row']}>
      <NameAndDetail
        name={nameWithVersion(model)}
        tone={problem === null ? undefined : 'danger'}
        detail={
          problem !== null
            ? errorText(problem.code, problem.details, language)
            : servesBoards
              ? `${text('network.serves')} · ${licence}`
              : licence
        }
      />
      {origin === 'embedded' ? (
        <span className={styles['own']}>{text('models.embedded')}</span>
      ) : (
        <IconButton icon={<Trash2 />} label={text('models.remove', { name })} onClick={onRemove} />
      )}
    </li>
  )
}

function Refusal({ model, error }: Refused) {
  const text = useText()
  const language = useLanguage()
  return (
    <div className={styles['failure']}>
      <ErrorNotice
        title={text('models.remove.refused', { name: model.name })}
        words={errorText(error.code, error.details, language)}
      />
    </div>
  )
}

/** Weights of more than so many bytes were hardly made here. */
const WEIGHTS_BYTES = 1e6

/** What goes and what stays. */
function useRemovalText(asked: Asked | null): string {
  const text = useText()
  if (asked === null) return ''
  const { freedBytes, keptBytes } = asked.removal
  return [
    text('models.remove.frees', { freed: sizeText(freedBytes) }),
    ...(keptBytes > 0 ? [text('models.remove.kept', { kept: sizeText(keptBytes) })] : []),
    ...(keptBytes === 0 && freedBytes > WEIGHTS_BYTES ? [text('models.remove.alone')] : []),
    text(asked.model.servesBoards ? 'network.remove.boards' : 'models.remove.takes'),
  ].join(' ')
}
