/** One level of a texture: float RGB 0..1 `[height, width, 3]`. */
export interface TextureLevel {
  readonly width: number
  readonly height: number
  readonly rgb: Float32Array
}
