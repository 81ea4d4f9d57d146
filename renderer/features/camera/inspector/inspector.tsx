import { memo } from 'react'
import { Panel } from '../../../ui/layout/panel.tsx'
import { useText } from '../../../ui/use-text.ts'
import { useCalmShot } from '../session/use-shot.ts'
import { DepthSection } from './depth-section.tsx'
import { HealthSection } from './health-section.tsx'
import { KeySection } from './key-section.tsx'
import { MovesSection } from './moves-section.tsx'
import { ShotSection } from './shot-section.tsx'

interface InspectorProps {
  readonly coverage: readonly number[] | null
}

/** The camera in words and numbers. For a shot whose cameras cannot be computed a move can still give it some. */
export const Inspector = memo(function Inspector({ coverage }: InspectorProps) {
  const text = useText()
  return (
    <Panel title={text('camera.inspector')}>
      <MovesSection />
      <ShotNumbers coverage={coverage} />
    </Panel>
  )
})

function ShotNumbers({ coverage }: InspectorProps) {
  const { geometry, selected } = useCalmShot()
  if (geometry === null) return null
  return (
    <>
      <KeySection geometry={geometry} selected={selected} />
      <HealthSection geometry={geometry} coverage={coverage} />
      <ShotSection geometry={geometry} />
      <DepthSection board={geometry.board} anchorFrame={geometry.shot.anchorFrame} />
    </>
  )
}
