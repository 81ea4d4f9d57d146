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

/** What a take of the shot needs of the memory there is, before anybody waits for a refusal. */
export function MemoryLine({ shot, pack, samples }: MemoryLineProps) {
  const text = useText()
  const provider = useStudio((studio) => studio.providers.chosen ?? 'cpu', 'cpu')
  const memoryBytes = useStudio((studio) => studio.providers.memoryBytes, null)
  const aspect = useFilm(({ format }) => format.width / format.height, 16 / 9)
  const cost = pack.memoryCosts?.[provider]
  if (cost === undefined || memoryBytes === null) return null
  const { decodeChunk } = resolvedControls(pack.controls ?? {}, shot.generation.controls)
  const needed = estimateMemoryBytes(cost, { ...chooseModelSize(pack.sizes, aspect), frames: samples, decodeChunk })
  const fits = needed <= memoryBytes
  const gigabytes = (bytes: number): string => (bytes / GIGABYTE).toFixed(1)
  return (
    <Field label={text('generate.memory')} hint={text(`generate.memory.${cost.source}`, { id: pack.id })}>
      <span className={styles['memory']} data-short={!fits || undefined}>
        {!fits && <TriangleAlert aria-hidden />}
        {text(fits ? 'generate.memory.of' : 'generate.memory.too-much', {
          needed: gigabytes(needed),
          machine: gigabytes(memoryBytes),
        })}
      </span>
    </Field>
  )
}
