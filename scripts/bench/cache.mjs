import { loadSource } from './load-source.mjs'
import { fastest } from './timing.mjs'

const size = { width: 448, height: 256 }
const intrinsics = [432, 432, 224, 128]

/**
 * Cache frames with filled holes, one thread: a scene with near objects before ground and backdrop, seen on the way of
 * a truck with a pan (holes and uncovered border in most frames).
 *
 * @param {{ runs: number }} options
 */
export async function measureCache(options) {
  const { BoardCache } = await loadSource('core/cache/board-cache.ts')
  const start = performance.now()
  const cache = new BoardCache(picture(), depth(), intrinsics, size)
  const buildMilliseconds = performance.now() - start
  const cameras = Array.from({ length: 16 }, (_, i) => cameraAt(i / 15))
  const milliseconds = await fastest(() => {
    for (const camera of cameras) cache.render(camera)
  }, options)
  return { ...size, buildMilliseconds, framesPerSecond: (cameras.length * 1000) / milliseconds }
}

function picture() {
  const rgb = new Uint8Array(size.width * size.height * 3).map((_, i) => (i * 7 + ((i * i) >> 5)) % 256)
  return { ...size, rgb }
}

function depth() {
  const values = new Float32Array(size.width * size.height).map((_, i) => {
    const x = i % size.width
    const y = Math.floor(i / size.width)
    if ((x - 150) ** 2 + (y - 120) ** 2 < 55 ** 2 || (Math.abs(x - 330) < 30 && y > 90 && y < 200)) return 0.7
    return y > 150 ? 120 / (y - 70) : 1.5
  })
  return { ...size, values }
}

/** @param {number} part of the way */
function cameraAt(part) {
  const [sine, cosine] = [Math.sin(0.25 * part), Math.cos(0.25 * part)]
  const pose = [cosine, 0, sine, 0.3 * part, 0, 1, 0, 0, -sine, 0, cosine, 0.1 * part]
  return { worldFromCamera: pose.map(Math.fround), intrinsics }
}
