import { mediaRequestSchema } from '../../core/contract/media.ts'
import { portOfProcess, serveTasks } from '../../core/contract/serve-tasks.ts'
import { endWithParent } from '../../core/contract/worker-end.ts'
import { listCodecs } from './codecs.ts'
import { decodeDepth } from './decode-depth.ts'
import { decodePicture, inspectPicture } from './decode-picture.ts'
import { encodeMovie } from './encode-movie.ts'
import { encodePictures } from './encode-pictures.ts'
import { watchMemory } from './memory-watch.ts'

endWithParent(process)
watchMemory(Number(process.env['CRANESHOT_MEDIA_MEMORY_BYTES']) || undefined)

serveTasks(portOfProcess(process), mediaRequestSchema, {
  'inspect-picture': inspectPicture,
  'decode-picture': decodePicture,
  'decode-depth': decodeDepth,
  'encode-pictures': encodePictures,
  'encode-movie': encodeMovie,
  'list-codecs': listCodecs,
})
