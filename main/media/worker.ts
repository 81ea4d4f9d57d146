import { mediaRequestSchema } from '../../core/contract/media.ts'
import { portOfProcess, serveTasks } from '../../core/contract/serve-tasks.ts'
import { listCodecs } from './codecs.ts'
import { decodeDepth } from './decode-depth.ts'
import { decodePicture, inspectPicture } from './decode-picture.ts'
import { encodeMovie } from './encode-movie.ts'
import { encodePictures } from './encode-pictures.ts'

// A worker whose parent is gone has nobody to work for.
process.once('disconnect', () => process.exit(0))
// A terminal sends its interrupt to this process too; whoever started it decides what stops.
process.on('SIGINT', () => undefined)

serveTasks(portOfProcess(process), mediaRequestSchema, {
  'inspect-picture': inspectPicture,
  'decode-picture': decodePicture,
  'decode-depth': decodeDepth,
  'encode-pictures': encodePictures,
  'encode-movie': encodeMovie,
  'list-codecs': listCodecs,
})
