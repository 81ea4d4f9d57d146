import { PictureSupply } from './picture-supply.ts'

/** About two seconds of two pictures at 1920×1080, or twelve at the embedded pack's size. */
const limitBytes = 320_000_000

/** The decoded pictures of this window: all viewers share it. */
export const pictureSupply = new PictureSupply(limitBytes)
