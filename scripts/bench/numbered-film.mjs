import { fork } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { root } from '../root.mjs'

export const numberedFilm = { shots: 40, framesAShot: 24, width: 1280, height: 720 }
const frames = numberedFilm.shots * numberedFilm.framesAShot
const rate = { numerator: 24, denominator: 1 }

/** A frame carries its number as three digits of grey, each an eighth of the picture wide, in its upper left corner. */
export const digitGrey = { first: 20, step: 22, part: 1 / 8 }

/**
 * Turns a project into a film of 40 shots whose takes are movies that carry the number of each frame, and writes the
 * same cut as one movie.
 *
 * @param {string} project its folder, with a shot at least
 * @param {string} cutMovie
 */
export async function makeNumberedFilm(project, cutMovie) {
  const rawFolder = `${cutMovie}-frames`
  fs.mkdirSync(rawFolder)
  const rawFiles = Array.from({ length: frames }, (_, number) => path.join(rawFolder, `${number}.rgb`))
  for (const [number, file] of rawFiles.entries()) fs.writeFileSync(file, numberedFrame(number))
  const media = mediaProcess()
  try {
    for (let shot = 0; shot < numberedFilm.shots; shot++) {
      const folder = path.join(project, 'takes', `take${shot}`)
      fs.mkdirSync(folder, { recursive: true })
      const own = rawFiles.slice(shot * numberedFilm.framesAShot, (shot + 1) * numberedFilm.framesAShot)
      await media.encode(own, path.join(folder, 'clip.mp4'))
      fs.writeFileSync(path.join(folder, 'take.json'), JSON.stringify(takeOf(shot)))
    }
    await media.encode(rawFiles, cutMovie)
  } finally {
    media.end()
    fs.rmSync(rawFolder, { recursive: true, force: true })
  }
  writeFilm(project)
}

/** @param {number} number */
function numberedFrame(number) {
  const { width, height } = numberedFilm
  const rgb = Buffer.alloc(width * height * 3)
  const digits = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const place = Math.floor(x / (width * digitGrey.part))
      const digit = y < height * digitGrey.part ? digits[place] : undefined
      // Elsewhere a texture that moves, so that decoding is real work.
      const grey =
        digit === undefined ? ((x + number * 6) ^ (y + number * 2)) & 127 : digitGrey.first + digitGrey.step * digit
      const at = (y * width + x) * 3
      rgb[at] = rgb[at + 1] = rgb[at + 2] = grey
    }
  }
  return rgb
}

function mediaProcess() {
  const child = fork(path.join(root, 'out', 'media-worker.mjs'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  let id = 0
  /**
   * @param {readonly string[]} rawFiles
   * @param {string} outFile
   */
  const encode = (rawFiles, outFile) =>
    new Promise((resolve, reject) => {
      const own = ++id
      child.on('message', function answered(/** @type {any} */ reply) {
        if (reply.id !== own || reply.type === 'progress') return
        child.off('message', answered)
        if (reply.type === 'done') resolve(null)
        else reject(new Error(JSON.stringify(reply.failure)))
      })
      const { width, height } = numberedFilm
      const input = { rawFiles, width, height, rate, format: 'mp4-h264', outFile }
      child.send({ id: own, task: 'encode-movie', input })
    })
  return { encode, end: () => void child.kill('SIGKILL') }
}

/** What lists and players read of a recipe. @param {number} shot */
function takeOf(shot) {
  const { width, height, framesAShot } = numberedFilm
  const none = '0'.repeat(64)
  const raster = { width, height, sha256: none }
  return {
    format: 'craneshot-take',
    version: 1,
    shot: { id: `shot${shot}`, name: `${shot}`, headFrames: 0 },
    madeAt: 1_700_000_000_000 + shot,
    deliveryBox: { x: 0, y: 0, width, height },
    spec: {
      pack: { id: 'embedded', version: '0', manifestSha256: none },
      size: { width, height },
      rate,
      pluckerSha256: none,
      picture: raster,
      depth: raster,
      boardIntrinsics: [width, width, width / 2, height / 2],
      cache: 'on',
      steps: 1,
      seed: 1,
    },
    files: { frames: Array.from({ length: framesAShot }, (_, frame) => ({ name: `frame_${frame}.png` })) },
    coverage: [],
    run: { provider: 'cpu', stageMilliseconds: {} },
  }
}

/** @param {string} project */
function writeFilm(project) {
  const file = path.join(project, 'project.json')
  const document = JSON.parse(fs.readFileSync(file, 'utf8'))
  const { film } = document
  const [first] = film.shots
  const length = numberedFilm.framesAShot
  const keys = first.camera.path.keys.slice(0, 1)
  const shots = Array.from({ length: numberedFilm.shots }, (_, shot) => ({
    ...first,
    id: `shot${shot}`,
    name: String(shot),
    durationFrames: length,
    anchorFrame: 0,
    camera: { ...first.camera, path: { ...first.camera.path, keys } },
    chosenTakeId: `take${shot}`,
    takeMarks: [],
  }))
  film.shots = shots
  film.cut.items = shots.map(({ id }) => ({
    kind: 'clip',
    id: `clip-${id}`,
    shotId: id,
    source: { start: 0, end: length },
    markers: [],
  }))
  film.cut.markers = []
  fs.writeFileSync(file, JSON.stringify(document))
  for (const name of fs.readdirSync(project))
    if (/^(journal|history|workspace|project\.json\.backup)/.test(name)) fs.rmSync(path.join(project, name))
}
