export type PictureFormat = 'PNG' | 'JPEG' | 'WebP' | 'TIFF' | 'AVIF' | 'PSD' | 'EXR'

/** What a picture file says of itself before any pixel is decoded. */
export interface PictureHeader {
  readonly format: PictureFormat
  /** Size as stored, before the orientation is applied. */
  readonly width: number
  readonly height: number
  /** EXIF orientation 1..8; 1 is upright. */
  readonly orientation: number
  readonly colour: 'rgb' | 'grey' | 'cmyk'
  /** The embedded ICC profile. */
  readonly profile: Uint8Array | null
}
