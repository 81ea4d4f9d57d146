import { open, readdir } from 'node:fs/promises'
import path from 'node:path'
import { soundRate } from '../../../core/contract/media.ts'
import { headerBytes, readWavLayout } from '../../../core/contract/wav-layout.ts'
import type { FoundSound } from '../../../core/project/rebuild-sounds.ts'
import { mediaPathSchema } from '../../../core/project/schema/values.ts'
import { projectFiles } from './project-files.ts'

/** The sounds in a project's media that can be played, by name; what else has the name of one is left out. */
export async function readSounds(folder: string): Promise<FoundSound[]> {
  const entries = await readdir(path.join(folder, projectFiles.media), { withFileTypes: true }).catch(() => [])
  const names = entries.flatMap((entry) => (entry.isFile() && entry.name.endsWith('.wav') ? [entry.name] : []))
  const sounds: FoundSound[] = []
  for (const name of names.toSorted((a, b) => (a < b ? -1 : 1))) {
    const media = `${projectFiles.media}/${name}`
    if (!mediaPathSchema.safeParse(media).success) continue
    const durationSamples = await durationOf(path.join(folder, media)).catch(() => 0)
    if (durationSamples > 0) sounds.push({ media, durationSamples })
  }
  return sounds
}

/** Samples that are really there: a file that was cut off has fewer than it says. 0 for another kind of sound. */
async function durationOf(file: string): Promise<number> {
  const handle = await open(file, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headerBytes), 0, headerBytes, 0)
    const layout = readWavLayout(new DataView(buffer.buffer, buffer.byteOffset, bytesRead))
    if (layout?.sampleRate !== soundRate) return 0
    const { start, frames, channels, bytesPerSample } = layout
    const { size } = await handle.stat()
    return Math.max(0, Math.min(frames, Math.floor((size - start) / (channels * bytesPerSample))))
  } finally {
    await handle.close()
  }
}
