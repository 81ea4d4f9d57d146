import { mediaRequestSchema } from '../../core/contract/media.ts'
import { portOfProcess, serveTasks } from '../../core/contract/serve-tasks.ts'
import { endWithParent } from '../../core/contract/worker-end.ts'
import { changeDepth } from './change-depth.ts'
import { listCodecs } from './codecs.ts'
import { composePicture } from './compose-picture.ts'
import { decodeDepth } from './decode-depth.ts'
import { decodePicture, inspectPicture } from './decode-picture.ts'
import { encodeDepth } from './encode-depth.ts'
import { encodeMovie } from './encode-movie.ts'
import { encodePictures } from './encode-pictures.ts'
import { importSound } from './import-sound.ts'
import { makePicture } from './make-picture.ts'
import { measureObedience } from './measure-obedience.ts'
import { watchMemory } from './memory-watch.ts'
import { mixSound } from './mix-sound.ts'
import { readPages } from './read-pages.ts'
import { renderCache } from './render-cache.ts'
import { soundPeaks } from './sound-peaks.ts'
import { writeBoardSheet } from './write-board-sheet.ts'

endWithParent(process)
watchMemory(Number(process.env['CRANESHOT_MEDIA_MEMORY_BYTES']) || undefined)

serveTasks(portOfProcess(process), mediaRequestSchema, {
  'inspect-picture': inspectPicture,
  'read-pages': readPages,
  'compose-picture': composePicture,
  'decode-picture': decodePicture,
  'decode-depth': decodeDepth,
  'change-depth': changeDepth,
  'encode-depth': encodeDepth,
  'encode-pictures': encodePictures,
  'encode-movie': encodeMovie,
  'render-cache': renderCache,
  'make-picture': makePicture,
  'measure-obedience': measureObedience,
  'import-sound': importSound,
  'sound-peaks': soundPeaks,
  'mix-sound': mixSound,
  'list-codecs': listCodecs,
  'write-board-sheet': writeBoardSheet,
})
