import { useState } from 'react'
import { MOVE_NAMES } from '../../../core/camera/move-names.ts'
import { Stars } from '../display/stars.tsx'
import { Thumbnail } from '../display/thumbnail.tsx'
import { Timecode } from '../display/timecode.tsx'
import { ProgressBar } from '../feedback/progress-bar.tsx'
import { MoveIcon } from '../icons/move-icon.tsx'
import styles from './gallery.module.css'
import { Group, Row } from './group.tsx'
import { useWords } from './words.ts'

/** A picture out of nothing but its address. */
const picture = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 180"><rect width="320" height="180" fill="#5f7383"/><path d="M0 120 90 60l60 40 70-60 100 70v70H0z" fill="#2f3a42"/><circle cx="240" cy="42" r="18" fill="#e8cf9a"/></svg>',
)}`

export function PictureSamples() {
  const w = useWords()
  const [stars, setStars] = useState(3)
  return (
    <Group title={w.pictures} wide>
      <div className={styles['thumbnails']}>
        <Thumbnail source={picture} alt={`${w.shot} 1`} chosen>
          <span className={styles['corner']}>
            <Timecode value="00:00:03:00" size="small" />
          </span>
        </Thumbnail>
        <Thumbnail source={picture} alt={`${w.shot} 2`} aspect={2.39}>
          <span className={styles['bottom']}>
            <ProgressBar bare label={w.denoising} fraction={0.4} />
          </span>
        </Thumbnail>
        <Thumbnail source={null} alt="" />
        <Thumbnail source={null} alt="" loading />
        <Thumbnail source="data:image/png;base64,AAAA" alt={`${w.shot} 5`} />
      </div>
      <Row>
        <Stars label={`${w.take} 3`} value={stars} onChange={setStars} />
        <Stars label={`${w.take} 4`} value={4} />
        <Timecode value="01:00:04:12" label={w.duration} size="large" />
        <Timecode value="01:00:04:12" />
      </Row>
      <div className={styles['moves']}>
        {MOVE_NAMES.map((move) => (
          <div key={move}>
            <span className={styles['large']}>
              <MoveIcon move={move} />
            </span>
            <MoveIcon move={move} />
            {move}
          </div>
        ))}
      </div>
    </Group>
  )
}
