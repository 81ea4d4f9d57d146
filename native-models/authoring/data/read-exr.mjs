/**
 * Decodes an OpenEXR file with three's own loader.
 *
 * usage: node read-exr.mjs < FILE > OUT; OUT starts with width and height (uint32 LE), then float32 RGBA rows from below.
 */
import { readFileSync, writeFileSync } from 'node:fs'

import { FloatType } from 'three'
import { EXRLoader } from 'three/examples/jsm/loaders/EXRLoader.js'

const file = readFileSync(0)
const picture = new EXRLoader()
  .setDataType(FloatType)
  .parse(file.buffer.slice(file.byteOffset, file.byteOffset + file.length))
writeFileSync(1, Buffer.from(new Uint32Array([picture.width, picture.height]).buffer))
writeFileSync(1, Buffer.from(picture.data.buffer))
