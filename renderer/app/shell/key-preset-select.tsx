import { keyPresetSchema } from '../../../core/contract/studio.ts'
import { useStudio } from '../../state/mirrors.ts'
import { attempt } from '../../state/notices.ts'
import { changeSettings } from '../../state/projects.ts'
import { Select } from '../../ui/controls/select.tsx'
import { useText } from '../../ui/use-text.ts'

/** Chooses whose keys the window follows. */
export function KeyPresetSelect() {
  const text = useText()
  const keys = useStudio(({ settings }) => settings.keys, 'studio')
  return (
    <Select
      label={text('keys.preset')}
      options={keyPresetSchema.options.map((value) => ({ value, label: text(`keys.preset.${value}`) }))}
      value={keys}
      onChange={(value) => attempt(() => changeSettings({ keys: value }))}
    />
  )
}
