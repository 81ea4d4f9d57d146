import type { ShotGeometry } from '../../../state/board-view/shot-geometry.ts'
import { Panel } from '../../../ui/layout/panel.tsx'
import { useText } from '../../../ui/use-text.ts'
import { DepthSection } from './depth-section.tsx'
import { HealthSection } from './health-section.tsx'
import { KeySection } from './key-section.tsx'
import { MovesSection } from './moves-section.tsx'
import { ShotSection } from './shot-section.tsx'

interface InspectorProps {
  /** Null for a shot whose cameras cannot be computed: a move can still replace them. */
  readonly geometry: ShotGeometry | null
  readonly coverage: readonly number[] | null
}

/** The camera in words and numbers. */
export function Inspector({ geometry, coverage }: InspectorProps) {
  const text = useText()
  return (
    <Panel title={text('camera.inspector')}>
      <MovesSection />
      {geometry !== null && (
        <>
          <KeySection geometry={geometry} />
          <HealthSection geometry={geometry} coverage={coverage} />
          <ShotSection geometry={geometry} />
          <DepthSection geometry={geometry} />
        </>
      )}
    </Panel>
  )
}
