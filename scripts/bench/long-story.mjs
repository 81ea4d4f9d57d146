import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { pngFrom } from '../draw-boards/encode.mjs'

const size = { width: 320, height: 180 }
const shotsInScene = 25

/**
 * Turns a project into a storyboard of so many shots, each with a picture and words of its own, in scenes.
 *
 * @param {string} project its folder, with a shot at least
 * @param {number} shots
 */
export function writeStory(project, shots) {
  const file = path.join(project, 'project.json')
  const document = JSON.parse(fs.readFileSync(file, 'utf8'))
  const { film } = document
  const [shot] = film.shots
  const [board] = film.boards
  const numbers = Array.from({ length: shots }, (_, number) => number)
  film.scenes = numbers
    .filter((number) => number % shotsInScene === 0)
    .map((number) => ({ id: `scene${number}`, name: `Scene ${number}`, note: '', placements: [] }))
  film.boards = numbers.map((number) => ({
    ...board,
    id: `board${number}`,
    name: `Board ${number}`,
    picture: { media: writePicture(project, number), ...size },
    crop: null,
    depth: { origin: 'flat' },
    subjectDistance: null,
  }))
  film.shots = numbers.map((number) => ({
    ...shot,
    id: `shot${number}`,
    name: `SH${number}`,
    note: `Note ${number}`,
    dialogue: `Line ${number}`,
    action: `She turns for the ${number}th time`,
    sceneId: `scene${number - (number % shotsInScene)}`,
    group: '',
    boards: [{ boardId: `board${number}`, frame: 0, role: 'start' }],
    chosenTakeId: null,
    takeMarks: [],
  }))
  film.cut.items = film.shots.map((/** @type {any} */ { id, durationFrames }) => ({
    kind: 'clip',
    id: `clip-${id}`,
    shotId: id,
    source: { start: 0, end: durationFrames },
    markers: [],
  }))
  film.cut.markers = []
  fs.writeFileSync(file, JSON.stringify(document))
  fs.rmSync(path.join(project, 'takes'), { recursive: true, force: true })
  for (const name of fs.readdirSync(project))
    if (/^(journal|history|workspace|snapshots|project\.json\.backup)/.test(name))
      fs.rmSync(path.join(project, name), { recursive: true })
}

/**
 * A picture that no other number has: bars whose place and colour are the number's.
 *
 * @param {string} project
 * @param {number} number
 */
function writePicture(project, number) {
  const { width, height } = size
  const rgb = new Uint8Array(width * height * 3)
  for (let pixel = 0; pixel < width * height; pixel++) {
    const across = pixel % width
    const bar = (across + number * 7) % 80 < 40
    rgb[pixel * 3] = bar ? (number * 37) % 256 : 40
    rgb[pixel * 3 + 1] = (Math.floor(pixel / width) + number) % 256
    rgb[pixel * 3 + 2] = bar ? 200 : (number * 91) % 256
  }
  const png = pngFrom(rgb, size)
  const name = `media/${createHash('sha256').update(png).digest('hex')}.png`
  fs.mkdirSync(path.join(project, 'media'), { recursive: true })
  fs.writeFileSync(path.join(project, name), png)
  return name
}
