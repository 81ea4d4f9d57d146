import { Info, Shuffle, Sparkles } from 'lucide-react'
import type { PackSummary } from '../../../core/contract/studio.ts'
import { chooseModelSize } from '../../../core/framing/framing.ts'
import { boardsWithoutUse } from '../../../core/project/boards-of-shot.ts'
import { changeShotSettings } from '../../../core/project/edits/shots.ts'
import { shotFrames, type Film } from '../../../core/project/schema/film.ts'
import { shotFrameSize } from '../../../core/project/shot-to-compile.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { durationOf } from '../../../core/timeline/range.ts'
import { packOfShot, usePacks } from '../../state/board-view/shot-geometry.ts'
import { edit, useFilm } from '../../state/film-store.ts'
import { keyHint } from '../../state/key-hint.ts'
import { useTakes } from '../../state/mirrors.ts'
import { attempt } from '../../state/notices.ts'
import { numberGesture } from '../../state/number-gesture.ts'
import { Button } from '../../ui/controls/button.tsx'
import { IconButton } from '../../ui/controls/icon-button.tsx'
import { SegmentedControl } from '../../ui/controls/segmented-control.tsx'
import { Select } from '../../ui/controls/select.tsx'
import { Switch } from '../../ui/controls/switch.tsx'
import { formatDuration } from '../../ui/display/format-duration.ts'
import { DragField } from '../../ui/fields/drag-field.tsx'
import { Field } from '../../ui/layout/field.tsx'
import { Panel } from '../../ui/layout/panel.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useText } from '../../ui/use-text.ts'
import { estimatedMilliseconds } from './estimate.ts'
import { CamerasField } from './cameras-field.tsx'
import { generateShots, wantedBatch } from './generate-shots.ts'
import { generateView, useIsCompiling } from './generate-store.ts'
import styles from './generation-settings.module.css'
import { MemoryLine } from './memory-line.tsx'
import { ModelControls } from './model-controls.tsx'
import { ObedienceSection } from './obedience-section.tsx'
import { RecipeSection } from './recipe-section.tsx'
import { randomSeed } from './seeds.ts'

type Settings = Shot['generation']

/** How the next takes of the shot are made. */
export function GenerationSettings({ shot }: { readonly shot: Shot }) {
  const text = useText()
  return (
    <Panel title={text('generate.settings')} footer={<GenerateRow shot={shot} />}>
      <ModelSection shot={shot} />
      <ControlsSection shot={shot} />
      <SeedSection shot={shot} />
      <ObedienceSection shot={shot} />
      <RecipeSection shot={shot} />
    </Panel>
  )
}

function withGeneration(film: Film, shot: Shot, change: Partial<Settings>): Film {
  const now = film.shots.find(({ id }) => id === shot.id) ?? shot
  return changeShotSettings(film, shot.id, { generation: { ...now.generation, ...change } })
}

function ModelSection({ shot }: { readonly shot: Shot }) {
  const text = useText()
  const packs = usePacks()
  const pack = packOfShot(shot, packs)
  if (pack === null) return <p className={styles['none']}>{text('generate.no-pack')}</p>
  const { steps: packSteps, frames } = pack
  const steps = shot.generation.steps ?? packSteps.standard
  const samples = Math.min(shot.generation.sampleFrames ?? frames.default, durationOf(shotFrames(shot)))
  const qualities = (['draft', 'standard', 'fine'] as const).map((quality) => ({
    value: quality,
    label: text(`generate.quality.${quality}`),
  }))
  const quality = qualities.find(({ value }) => packSteps[value] === steps)?.value
  const set = (change: Partial<Settings>) =>
    edit('generate.edit.settings', (film) => withGeneration(film, shot, change))
  return (
    <Section title={text('generate.model')} summary={pack.name}>
      <UnusedBoards shot={shot} pack={pack} />
      {packs.length > 1 && (
        <Field label={text('generate.pack')}>
          <Select
            label={text('generate.pack')}
            options={packs.map(({ id, name, version }) => ({ value: id, label: name, detail: version }))}
            value={pack.id}
            onChange={(packId) => set({ packId })}
          />
        </Field>
      )}
      <Field label={text('generate.quality')} hint={<FrameSize shot={shot} pack={pack} />} stacked>
        <SegmentedControl
          fill
          label={text('generate.quality')}
          segments={qualities}
          value={quality ?? ('' as 'draft')}
          onChange={(value) => set({ steps: packSteps[value] })}
        />
      </Field>
      <Field label={text('generate.steps')}>
        <DragField
          label={text('generate.steps')}
          value={steps}
          min={1}
          max={50}
          defaultValue={packSteps.standard}
          {...numberGesture('generate.edit.settings', (film, value) =>
            withGeneration(film, shot, { steps: Math.round(value) }),
          )}
        />
      </Field>
      <Field
        label={text('generate.samples')}
        hint={text(pack.controls === undefined ? 'generate.samples-hint' : 'generate.model-frames-hint')}
      >
        <DragField
          label={text('generate.samples')}
          value={samples}
          min={frames.min}
          max={Math.min(frames.max, durationOf(shotFrames(shot)))}
          defaultValue={frames.default}
          {...numberGesture('generate.edit.settings', (film, value) =>
            withGeneration(film, shot, { sampleFrames: Math.round(value) }),
          )}
        />
      </Field>
      {pack.controls === undefined && <CacheRow shot={shot} onChange={(cache) => set({ cache })} />}
      <MemoryLine shot={shot} pack={pack} samples={samples} />
    </Section>
  )
}

interface CacheRowProps {
  readonly shot: Shot
  readonly onChange: (cache: Settings['cache']) => void
}

function CacheRow({ shot, onChange }: CacheRowProps) {
  const text = useText()
  return (
    <Field label={text('generate.cache')} hint={text('generate.cache-hint')}>
      <Switch
        hideLabel
        label={text('generate.cache')}
        checked={shot.generation.cache === 'on'}
        onChange={(on) => onChange(on ? 'on' : 'off')}
      />
    </Field>
  )
}

/** Nothing for a pack without controls of its own. */
function ControlsSection({ shot }: { readonly shot: Shot }) {
  const controls = packOfShot(shot, usePacks())?.controls
  return controls === undefined ? null : <ModelControls shot={shot} controls={controls} />
}

/** Says which of the shot's boards the model leaves out: nobody should find it out from a take. */
function UnusedBoards({ shot, pack }: { readonly shot: Shot; readonly pack: PackSummary }) {
  const text = useText()
  const unused = boardsWithoutUse(shot)
  if (unused.length === 0) return null
  const hasEnd = unused.some(({ role }) => role === 'end')
  const key = !hasEnd ? 'shot.unused.later' : unused.length === 1 ? 'shot.unused.end' : 'shot.unused.both'
  return (
    <p role="note" className={styles['unused']}>
      <Info aria-hidden />
      {text(key, { pack: pack.name })}
    </p>
  )
}

/** Pixels of the frames that a take of this quality has. */
function FrameSize({ shot, pack }: { readonly shot: Shot; readonly pack: PackSummary }) {
  const text = useText()
  const size = useFilm((film) => {
    const modelSize = chooseModelSize(pack.sizes, film.format.width / film.format.height)
    const { width, height } = shotFrameSize(film, shot, pack, modelSize)
    return `${width} × ${height}`
  }, '')
  return text('generate.frame-size', { size })
}

function SeedSection({ shot }: { readonly shot: Shot }) {
  const text = useText()
  const batch = generateView.use((state) => state.batch)
  return (
    <Section title={text('generate.variations')}>
      <Field label={text('generate.seed')}>
        <DragField
          label={text('generate.seed')}
          value={shot.generation.seed}
          min={0}
          max={0xffffffff}
          defaultValue={1}
          {...numberGesture('generate.edit.settings', (film, value) =>
            withGeneration(film, shot, { seed: Math.round(value) }),
          )}
        />
        <IconButton
          label={text('generate.random-seed')}
          icon={<Shuffle />}
          onClick={() =>
            edit('generate.edit.settings', (film) => withGeneration(film, shot, { seed: randomSeed(Math.random()) }))
          }
        />
      </Field>
      <Field label={text('generate.batch')} hint={text('generate.batch-hint')}>
        <DragField
          label={text('generate.batch')}
          value={batch}
          min={1}
          max={16}
          defaultValue={1}
          onPreview={(value) => generateView.set({ batch: Math.round(value) })}
          onCommit={(value) => generateView.set({ batch: Math.round(value) })}
        />
      </Field>
      <CamerasField />
    </Section>
  )
}

function GenerateRow({ shot }: { readonly shot: Shot }) {
  const text = useText()
  const count = generateView.use(({ batch, cameras }) => batch * cameras.length)
  const compiling = useIsCompiling(shot.id)
  const takes = useTakes((all) => all)
  const pack = packOfShot(shot, usePacks())
  const each = pack === null ? null : estimatedMilliseconds(shot, pack, takes)
  return (
    <div className={styles['generate']}>
      <Button
        variant="primary"
        icon={<Sparkles />}
        keys={keyHint('$mod+Enter')}
        hint={text('generate.command.shot')}
        disabledReason={pack === null ? text('generate.no-pack') : compiling ? text('generate.compiling') : undefined}
        trailing={each === null ? undefined : text('generate.about', { time: formatDuration(each * count) })}
        onClick={() => attempt(() => generateShots([shot.id], wantedBatch()))}
      >
        {count === 1 ? text('generate.generate') : text('generate.generate-many', { count })}
      </Button>
    </div>
  )
}
