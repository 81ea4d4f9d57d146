import { TriangleAlert } from 'lucide-react'
import type { PackSummary } from '../../../core/contract/studio.ts'
import { resolvedControls } from '../../../core/diffusion/controls.ts'
import { estimateMemoryBytes } from '../../../core/diffusion/memory-plan.ts'
import { chooseModelSize } from '../../../core/framing/framing.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { useFilm } from '../../state/film-store.ts'
import { useStudio } from '../../state/mirrors.ts'
import { Field } from '../../ui/layout/field.tsx'
import { useText } from '../../ui/use-text.ts'
import styles from './generation-settings.module.css'

const GIGABYTE = 1e9

interface MemoryLineProps {
  readonly shot: Shot
  readonly pack: PackSummary
  /** The model's own samples. */
  readonly samples: number
}

/** What a take of the shot needs of the machine's memory, before anybody waits for a refusal. */
export function MemoryLine({ shot, pack, samples }: MemoryLineProps) {
  const text = useText()
  const machineBytes = useStudio((studio) => studio.providers.memoryBytes, 0)
  const aspect = useFilm(({ format }) => format.width / format.height, 16 / 9)
  const cost = pack.memoryCost
  if (cost === undefined || machineBytes === 0) return null
  const { decodeChunk } = resolvedControls(pack.controls ?? {}, shot.generation.controls)
  const needed = estimateMemoryBytes(cost, { ...chooseModelSize(pack.sizes, aspect), frames: samples, decodeChunk })
  const fits = needed <= machineBytes
  const gigabytes = (bytes: number): string => (bytes / GIGABYTE).toFixed(1)
  return (
    <Field label={text('generate.memory')} hint={text(`generate.memory.${cost.source}`, { id: pack.id })}>
      <span className={styles['memory']} data-short={!fits || undefined}>
        {!fits && <TriangleAlert aria-hidden />}
        {text(fits ? 'generate.memory.of' : 'generate.memory.too-much', {
          needed: gigabytes(needed),
          machine: gigabytes(machineBytes),
        })}
      </span>
    </Field>
  )
}
