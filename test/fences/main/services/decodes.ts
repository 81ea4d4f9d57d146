// breaks media-libraries-only-in-media
import { Transformer } from '@napi-rs/image'

export const decoder = Transformer
