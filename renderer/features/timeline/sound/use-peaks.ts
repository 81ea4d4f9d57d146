import { useEffect, useState } from 'react'
import { peaksUrl } from '../../../../core/contract/media-urls.ts'
import { useOpenFilm } from '../../../state/film-store.ts'

type Peaks = { readonly state: 'coming' | 'lost' } | { readonly state: 'here'; readonly values: Int8Array }

/** The waveforms of one project: those of the one before it go. */
const known = new Map<string, Promise<Int8Array | null>>()
let owner = ''
const coming: Peaks = { state: 'coming' }

/** What a sound's waveform is drawn from. */
export function usePeaks(media: string): Peaks {
  const projectId = useOpenFilm((open) => open?.projectId ?? null)
  const [found, setFound] = useState<{ readonly media: string; readonly peaks: Peaks }>({ media, peaks: coming })
  useEffect(() => {
    if (projectId === null) return undefined
    let wanted = true
    const read = async (): Promise<void> => {
      const values = await readPeaks(projectId, media)
      if (wanted) setFound({ media, peaks: values === null ? { state: 'lost' } : { state: 'here', values } })
    }
    void read()
    return () => {
      wanted = false
    }
  }, [projectId, media])
  return found.media === media ? found.peaks : coming
}

function readPeaks(projectId: string, media: string): Promise<Int8Array | null> {
  if (projectId !== owner) known.clear()
  owner = projectId
  const read = known.get(media) ?? readOrForget(projectId, media)
  known.set(media, read)
  return read
}

/** What is missing now may be back the next time it is asked for. */
async function readOrForget(projectId: string, media: string): Promise<Int8Array | null> {
  const response = await fetch(peaksUrl(projectId, media)).catch(() => null)
  if (response?.ok === true) return new Int8Array(await response.arrayBuffer())
  if (projectId === owner) known.delete(media)
  return null
}
