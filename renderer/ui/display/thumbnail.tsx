import { Image, ImageOff } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import { Spinner } from '../feedback/spinner.tsx'
import { useText } from '../use-text.ts'
import styles from './thumbnail.module.css'

interface ThumbnailProps {
  /** Address of the picture; null while there is none. */
  readonly source: string | null
  /** What the picture shows, such as `Shot 3`; empty where the words stand beside it. */
  readonly alt: string
  /** Width over height; 16/9 unless told. */
  readonly aspect?: number | undefined
  /** Cover fills the box; contain shows the whole picture on black. */
  readonly fit?: 'cover' | 'contain' | undefined
  /** A picture is on its way. */
  readonly loading?: boolean | undefined
  readonly chosen?: boolean | undefined
  /** What lies over the picture: badges, a timecode, a bare ProgressBar. */
  readonly children?: ReactNode
}

/** A picture in a box of fixed aspect, so that nothing moves when it arrives. */
export function Thumbnail(props: ThumbnailProps) {
  const { source, alt, aspect = 16 / 9, fit = 'cover', loading = false, chosen = false, children } = props
  const text = useText()
  const [state, setState] = useState<{ source: string | null; is: 'loaded' | 'failed' } | null>(null)
  const present = state?.source === source ? state.is : null
  return (
    <div
      className={classNames(styles['thumbnail'], styles[fit])}
      style={{ aspectRatio: String(aspect) }}
      data-chosen={chosen || undefined}
    >
      {source !== null && present !== 'failed' && (
        <img
          key={source}
          src={source}
          alt={alt}
          draggable={false}
          decoding="async"
          data-loaded={present === 'loaded' || undefined}
          onLoad={() => setState({ source, is: 'loaded' })}
          onError={() => setState({ source, is: 'failed' })}
          className={styles['picture']}
        />
      )}
      {loading ? (
        <span className={styles['placeholder']}>
          <Spinner label={text('controls.loadingPicture')} />
        </span>
      ) : (
        present !== 'loaded' && (
          <span className={styles['placeholder']}>{present === 'failed' ? <ImageOff /> : <Image />}</span>
        )
      )}
      {children !== undefined && <div className={styles['overlay']}>{children}</div>}
    </div>
  )
}
