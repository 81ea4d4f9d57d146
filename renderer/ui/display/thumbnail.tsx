import { Image, ImageOff } from 'lucide-react'
import { useState, type CSSProperties, type ReactNode } from 'react'
import { classNames } from '../class-names.ts'
import { Spinner } from '../feedback/spinner.tsx'
import { useText } from '../use-text.ts'
import styles from './thumbnail.module.css'

/** As parts of a picture's width and height, 0..1. */
interface PicturePart {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface ThumbnailProps {
  /** Address of the picture; null while there is none. */
  readonly source: string | null
  /** What the picture shows, such as `Shot 3`; empty where the words stand beside it. */
  readonly alt: string
  /** Width over height; 16/9 unless told. */
  readonly aspect?: number | undefined
  /** Cover fills the box; contain shows the whole picture on black. */
  readonly fit?: 'cover' | 'contain' | undefined
  /** The part of the picture that is shown, as parts of its sides; all of it unless told. */
  readonly part?: PicturePart | null | undefined
  /** Words for a picture that is known not to be there; null when it is. Said in its place, unless empty. */
  readonly missing?: string | null | undefined
  /** A picture is on its way. */
  readonly loading?: boolean | undefined
  readonly chosen?: boolean | undefined
  /** What lies over the picture: badges, a timecode, a bare ProgressBar. */
  readonly children?: ReactNode
}

/** A picture in a box of fixed aspect, so that nothing moves when it arrives. */
export function Thumbnail(props: ThumbnailProps) {
  const { alt, aspect = 16 / 9, fit = 'cover', part, loading = false, chosen = false, children } = props
  const { missing = null } = props
  const source = missing === null ? props.source : null
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
          loading="lazy"
          data-loaded={present === 'loaded' || undefined}
          onLoad={() => setState({ source, is: 'loaded' })}
          onError={() => setState({ source, is: 'failed' })}
          className={styles['picture']}
          style={part ? partStyle(part) : undefined}
        />
      )}
      {loading ? (
        <span className={styles['placeholder']}>
          <Spinner label={text('controls.loadingPicture')} />
        </span>
      ) : (
        present !== 'loaded' && (
          <span className={styles['placeholder']}>
            {present === 'failed' || missing !== null ? <ImageOff /> : <Image />}
            {missing !== null && missing !== '' && <span className={styles['missing']}>{missing}</span>}
          </span>
        )
      )}
      {children !== undefined && <div className={styles['overlay']}>{children}</div>}
    </div>
  )
}

/** The part takes the picture's place, so that it is fitted like a picture of its own. */
export function partStyle({ x, y, width, height }: PicturePart): CSSProperties {
  const percent = (part: number): string => `${Math.max(0, 100 * part).toFixed(4)}%`
  const sides = [y, 1 - x - width, 1 - y - height, x].map(percent)
  return { objectViewBox: `inset(${sides.join(' ')})` }
}
