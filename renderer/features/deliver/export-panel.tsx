import { useMemo } from 'react'
import type { ExportOptions } from '../../../core/contract/export-options.ts'
import { exportPresets } from '../../../core/export/presets.ts'
import { useFilm } from '../../state/film-store.ts'
import { useTakes } from '../../state/mirrors.ts'
import { attempt } from '../../state/notices.ts'
import { Button } from '../../ui/controls/button.tsx'
import { Checkbox } from '../../ui/controls/checkbox.tsx'
import { SegmentedControl } from '../../ui/controls/segmented-control.tsx'
import { Select } from '../../ui/controls/select.tsx'
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx'
import { Field } from '../../ui/layout/field.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { formatBytes } from '../../ui/display/format-bytes.ts'
import { useText } from '../../ui/use-text.ts'
import { startExport, startStoryboard, whyNoExport, whyNoStoryboard } from './deliver-actions.ts'
import { changeOptions, choosePreset, chooseStoryboard, deliverView } from './deliver-view.ts'
import styles from './deliver.module.css'
import { ExportJobs } from './export-jobs.tsx'
import { deliveredShots, plannedBytes, plannedFiles, type PlannedFile } from './planned-export.ts'
import { StoryboardOptions } from './storyboard-options.tsx'

const presets = ['premiere', 'resolve', 'finalcut', 'kdenlive', 'generic'] as const
const parts = ['cutMovie', 'shotMovies', 'timelines', 'cameras', 'depthExr'] as const

/** What leaves and how: the cut for an editing program, or the storyboard. */
export function ExportPanel() {
  const text = useText()
  const { target, options } = deliverView.use((view) => view)
  return (
    <Panel title={text('deliver.export')} footer={target === 'cut' ? <ExportButton /> : <StoryboardButton />}>
      <div className={styles['export']}>
        <SegmentedControl
          label={text('deliver.preset')}
          threes
          segments={[...presets, 'storyboard' as const].map((value) => ({
            value,
            label: text(`deliver.preset.${value}`),
          }))}
          value={target === 'cut' ? options.preset : 'storyboard'}
          onChange={(chosen) => (chosen === 'storyboard' ? chooseStoryboard() : choosePreset(chosen))}
        />
        {target === 'cut' ? <CutOptions options={options} /> : <StoryboardOptions />}
        <ExportJobs />
      </div>
    </Panel>
  )
}

/** For which program, as which movies, and which files that makes. */
function CutOptions({ options }: { readonly options: ExportOptions }) {
  const text = useText()
  return (
    <>
      <p className={styles['quiet']}>{text(`deliver.preset.${options.preset}.about`)}</p>
      <Field label={text('deliver.field.movie')}>
        <Select
          label={text('deliver.field.movie')}
          value={options.movieFormat}
          options={(['mov-prores-422-hq', 'mp4-h264'] as const).map((value) => ({
            value,
            label: text(`deliver.movie.${value}`),
            ...(value === exportPresets[options.preset].movieFormat ? { detail: text('deliver.movie.usual') } : {}),
          }))}
          onChange={(movieFormat) => changeOptions({ movieFormat })}
        />
      </Field>
      <fieldset className={styles['parts']}>
        <legend>{text('deliver.parts')}</legend>
        {parts.map((part) => (
          <div key={part}>
            <Checkbox
              label={text(`deliver.part.${part}`)}
              checked={options[part] ?? false}
              onChange={(checked) => changeOptions({ [part]: checked })}
            />
            <p className={styles['partHint']}>{text(`deliver.part.${part}.about`)}</p>
          </div>
        ))}
      </fieldset>
      <Warnings />
      <Files options={options} />
    </>
  )
}

function StoryboardButton() {
  const text = useText()
  useFilm((film) => film.shots.length, 0)
  const why = whyNoStoryboard()
  return (
    <Button
      variant="primary"
      className={styles['exportButton']}
      disabledReason={why === null ? undefined : text(why)}
      onClick={() => attempt(startStoryboard)}
    >
      {text('deliver.command.storyboard')}
    </Button>
  )
}

function ExportButton() {
  const text = useText()
  useFilm((film) => film, null)
  useTakes((takes) => takes)
  deliverView.use((view) => view.options)
  const why = whyNoExport()
  return (
    <Button
      variant="primary"
      className={styles['exportButton']}
      disabledReason={why === null ? undefined : text(why)}
      onClick={() => attempt(startExport)}
    >
      {text('deliver.command.export')}
    </Button>
  )
}

function Warnings() {
  const text = useText()
  const film = useFilm((each) => each, null)
  const takes = useTakes((each) => each)
  if (film === null) return null
  const shots = deliveredShots(film, takes)
  const count = shots.filter(({ state }) => state === 'animatic').length
  const broken = shots.filter(({ state }) => state === 'take-gone' || state === 'take-short').length
  if (broken + count === 0) return null
  return (
    <>
      <h3 className={styles['hidden']}>{text('deliver.warnings')}</h3>
      {broken > 0 && (
        <ErrorNotice title={text('deliver.broken.title')} words={text('deliver.broken', { count: broken })} />
      )}
      {count > 0 && (
        <ErrorNotice
          tone="warn"
          title={text('deliver.animatic.title', { count, all: shots.length })}
          words={text('deliver.animatic')}
        />
      )}
    </>
  )
}

/** Longest list of one kind before it is only counted. */
const listed = 4

function Files({ options }: { readonly options: ExportOptions }) {
  const text = useText()
  const film = useFilm((each) => each, null)
  const takes = useTakes((each) => each)
  const planned = useMemo(() => {
    if (film === null) return null
    const shots = deliveredShots(film, takes)
    const sounds = film.cut.soundTracks.reduce((sum, { clips }) => sum + clips.length, 0)
    return { files: plannedFiles(film, shots, options), bytes: plannedBytes(film, shots, options), sounds }
  }, [film, takes, options])
  if (planned === null) return null
  const { files, bytes, sounds } = planned
  return (
    <section className={styles['files']} aria-label={text('deliver.files')}>
      <h3>
        {text('deliver.files')}
        {bytes > 0 && <span>{text('deliver.about-size', { size: formatBytes(bytes) })}</span>}
      </h3>
      <ul>
        {shortened(files).map(({ name, more }) => (
          <li key={name}>
            <code>{name}</code>
            {more > 0 && <span>{text('deliver.more', { count: more })}</span>}
          </li>
        ))}
        {options.timelines && sounds > 0 && <li>{text('deliver.sound-copies')}</li>}
      </ul>
    </section>
  )
}

/** The first names of each kind, the last of them with the number of those that are not listed. */
function shortened(files: readonly PlannedFile[]): { readonly name: string; readonly more: number }[] {
  const kinds = [...new Set(files.map(({ kind }) => kind))]
  return kinds.flatMap((kind) => {
    const ofKind = files.filter((file) => file.kind === kind)
    const shown = ofKind.length > listed ? ofKind.slice(0, 2) : ofKind
    return shown.map(({ name }, index) => ({
      name,
      more: index === shown.length - 1 ? ofKind.length - shown.length : 0,
    }))
  })
}
