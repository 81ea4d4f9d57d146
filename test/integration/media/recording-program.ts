import { SoundRecording } from '../../../main/services/media/record-sound.ts'

/** Records four pieces of half a second, and says what becomes of each and of the whole. */
const [folder = ''] = process.argv.slice(2)
const recording = await SoundRecording.begin(folder)
const pieces = [1, 2, 3, 4].map((value) => recording.append(new Uint8Array(48_000).fill(value)))
const answers = await Promise.allSettled(pieces)
const kept = await recording.keep()
const told = answers.map((each) => (each.status === 'fulfilled' ? 'written' : (each.reason as { code: string }).code))
process.stdout.write(JSON.stringify({ told, kept }))
