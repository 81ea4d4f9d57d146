import { useEffect, useState } from 'react'
import { peaksUrl } from '../../../../core/contract/media-urls.ts'
import { useOpenFilm } from '../../../state/film-store.ts'

type Peaks = { readonly state: 'coming' | 'lost' } | { readonly state: 'here'; readonly values: Int8Array }

const known = new Map<string, Promise<Int8Array | null>>()
const coming: Peaks = { state: 'coming' }

/** What a sound's waveform is drawn from. */
export function usePeaks(media: string): Peaks {
  const projectId = useOpenFilm((open) => open?.projectId ?? null)
  const [found, setFound] = useState<{ readonly media: string; readonly peaks: Peaks }>({ media, peaks: coming })
  useEffect(() => {
    if (projectId === null) return undefined
    let wanted = true
    const read = async (): Promise<void> => {
      const values = await readPeaks(peaksUrl(projectId, media))
      if (wanted) setFound({ media, peaks: values === null ? { state: 'lost' } : { state: 'here', values } })
    }
    void read()
    return () => {
      wanted = false
    }
  }, [projectId, media])
  return found.media === media ? found.peaks : coming
}

function readPeaks(url: string): Promise<Int8Array | null> {
  const read =
    known.get(url) ??
    fetch(url).then(
      async (response) => (response.ok ? new Int8Array(await response.arrayBuffer()) : null),
      () => null,
    )
  known.set(url, read)
  return read
}
