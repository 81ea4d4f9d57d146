import { useFilm } from '../../../state/film-store.ts'
import { Panel } from '../../../ui/layout/panel.tsx'
import { useText } from '../../../ui/use-text.ts'
import { useCutSession } from '../cut-view.ts'
import { ClipInspector } from './clip-inspector.tsx'
import { CutSummary } from './cut-summary.tsx'
import { DissolveInspector, GapInspector } from './gap-inspector.tsx'
import { MarkerInspector } from './marker-inspector.tsx'
import { SoundInspector } from './sound-inspector.tsx'

/** What is chosen, in numbers. */
export function CutInspector() {
  const text = useText()
  return (
    <Panel title={text('cut.inspector')} padded>
      <Chosen />
    </Panel>
  )
}

function Chosen() {
  const text = useText()
  const cut = useFilm((film) => film.cut, null)
  const selection = useCutSession((session) => session.selection)
  const markerId = useCutSession((session) => session.markerId)
  if (cut === null) return null
  const marker = cut.markers.find(({ id }) => id === markerId)
  if (marker !== undefined) return <MarkerInspector key={marker.id} marker={marker} />
  const items = cut.items.filter(({ id }) => selection.has(id))
  const tracks = cut.soundTracks.flatMap((track) => track.clips.map((clip) => ({ track, clip })))
  const sounds = tracks.filter(({ clip }) => selection.has(clip.id))
  if (items.length + sounds.length > 1) return <p>{text('cut.chosen-many', { count: items.length + sounds.length })}</p>
  const [item] = items
  const [sound] = sounds
  if (sound !== undefined) return <SoundInspector key={sound.clip.id} track={sound.track} clip={sound.clip} />
  if (item?.kind === 'clip') return <ClipInspector key={item.id} clip={item} />
  if (item?.kind === 'gap') return <GapInspector gap={item} />
  if (item?.kind === 'dissolve') return <DissolveInspector dissolve={item} />
  return <CutSummary />
}
