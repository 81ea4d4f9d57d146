import { RotateCcw } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Provider } from '../../../core/contract/inference.ts'
import { providerFault } from '../../../core/contract/provider-remedy.ts'
import { providerFaultText } from '../../../core/texts/provider-faults.ts'
import { PackList } from '../../features/models/pack-list.tsx'
import { useStudio } from '../../state/mirrors.ts'
import { attempt } from '../../state/notices.ts'
import { changeSettings, choosePaintProgram } from '../../state/projects.ts'
import { Button } from '../../ui/controls/button.tsx'
import { IconButton } from '../../ui/controls/icon-button.tsx'
import { Select } from '../../ui/controls/select.tsx'
import { StatusLabel } from '../../ui/feedback/status.tsx'
import { Field } from '../../ui/layout/field.tsx'
import { Dialog } from '../../ui/overlays/dialog.tsx'
import { useLanguage, useText } from '../../ui/use-text.ts'
import { CacheField } from './cache-field.tsx'
import { KeyPresetSelect } from './key-preset-select.tsx'
import { showDialog } from './shell-store.ts'
import { providerNames } from '../../state/provider-names.ts'
import styles from './settings-dialog.module.css'

interface SettingsDialogProps {
  readonly open: boolean
  readonly onClose: () => void
}

/** Settings of this machine: language, where models run, which packs there are. */
export function SettingsDialog({ open, onClose }: SettingsDialogProps) {
  const text = useText()
  const settings = useStudio((studio) => studio.settings, null)
  const providers = useStudio((studio) => studio.providers, null)
  const versions = useStudio((studio) => studio.versions, null)
  const platform = useStudio((studio) => studio.platform, 'linux')
  const language = useLanguage()
  if (settings === null || providers === null) return null
  const faultText = (provider: Provider, reason: string): string => {
    const fault = providerFault(provider, { works: false, reason }, platform)
    return fault === null ? '' : providerFaultText(fault, language)
  }
  const working = providers.tried.filter(({ works }) => works)
  return (
    <Dialog open={open} onClose={onClose} title={text('settings.title')} width={560}>
      <Group title={text('settings.general')}>
        <Field label={text('settings.language')}>
          <Select
            label={text('settings.language')}
            options={[
              { value: 'system', label: text('settings.language.system') },
              { value: 'en', label: 'English' },
              { value: 'ko', label: '한국어' },
            ]}
            value={settings.language ?? 'system'}
            onChange={(value) => attempt(() => changeSettings({ language: value === 'system' ? null : value }))}
          />
        </Field>
        <Field label={text('keys.preset')} hint={text('keys.preset-hint')}>
          <KeyPresetSelect />
        </Field>
      </Group>
      <Group title={text('settings.machine')}>
        <Field label={text('settings.provider')} hint={text('settings.provider-hint')}>
          <Select
            label={text('settings.provider')}
            options={[
              { value: 'automatic', label: text('settings.provider.automatic') },
              ...working.map(({ provider }) => ({ value: provider as string, label: providerNames[provider] })),
            ]}
            value={settings.provider ?? 'automatic'}
            onChange={(value) =>
              attempt(() => changeSettings({ provider: value === 'automatic' ? null : (value as 'cpu') }))
            }
          />
        </Field>
        <ul className={styles['providers']}>
          {providers.tried.map(({ provider, works, reason }) => (
            <li key={provider} className={styles['provider']}>
              <StatusLabel tone={works ? 'ok' : 'none'} label={providerNames[provider]} />
              <span className={styles['reason']} title={works ? undefined : reason}>
                {works ? text('settings.works') : faultText(provider, reason)}
              </span>
            </li>
          ))}
        </ul>
      </Group>
      <Group title={text('paint.settings')}>
        <PaintProgram program={settings.paintProgram} />
      </Group>
      <Packs />
      <Group title={text('disk.cache')}>
        <CacheField />
      </Group>
      <p className={styles['versions']} data-selectable>
        Craneshot {versions?.craneshot} · Electron {versions?.electron} · ONNX Runtime {versions?.onnxruntime}
      </p>
    </Dialog>
  )
}

/** What is installed, and the way to more. */
function Packs() {
  const text = useText()
  return (
    <Group title={text('settings.packs')}>
      <PackList />
      <div className={styles['more']}>
        <Button size="compact" onClick={() => showDialog('add-model')}>
          {text('models.add')}
        </Button>
        <Button size="compact" onClick={() => showDialog('add-network')}>
          {text('network.add')}
        </Button>
      </div>
    </Group>
  )
}

/** The program that boards are painted in. */
function PaintProgram({ program }: { readonly program: string | null }) {
  const text = useText()
  return (
    <Field label={text('paint.program')} hint={text('paint.program-hint')}>
      <span className={styles['program']} title={program ?? undefined}>
        {program === null ? text('paint.program.system') : program.replace(/^.*[/\\]/, '')}
      </span>
      <Button size="compact" onClick={() => attempt(choosePaintProgram)}>
        {text('paint.program.choose')}
      </Button>
      {program !== null && (
        <IconButton
          size="compact"
          icon={<RotateCcw />}
          label={text('paint.program.reset')}
          onClick={() => attempt(() => changeSettings({ paintProgram: null }))}
        />
      )}
    </Field>
  )
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles['group']}>
      <h3 className={styles['heading']}>{title}</h3>
      {children}
    </section>
  )
}
