import './ffmpeg-setup.ts'
import { Decoder, Demuxer } from 'node-av/api'
import type { Frame } from 'node-av/lib'

/**
 * What FFmpeg makes of the first picture in a file.
 * @param format FFmpeg's name of the file's kind
 * @param read takes what it needs of the frame, which is freed after it
 * @returns null when there is no picture in it
 * @throws whatever FFmpeg finds wrong with the file; what `read` throws
 */
export async function readFirstFrame<Value>(
  bytes: Buffer,
  format: 'exr_pipe' | 'jpeg_pipe' | 'tiff_pipe',
  read: (frame: Frame) => Value,
): Promise<Value | null> {
  const demuxer = await Demuxer.open(bytes, { format })
  try {
    const stream = demuxer.video()
    return stream ? await decoded(demuxer, stream, read) : null
  } finally {
    await demuxer.close()
  }
}

async function decoded<Value>(
  demuxer: Demuxer,
  stream: NonNullable<ReturnType<Demuxer['video']>>,
  read: (frame: Frame) => Value,
): Promise<Value | null> {
  const decoder = await Decoder.create(stream, { exitOnError: true })
  try {
    for await (const frame of decoder.frames(demuxer.packets(stream.index))) {
      if (!frame) continue
      try {
        return read(frame)
      } finally {
        frame.free()
      }
    }
    return null
  } finally {
    decoder.close()
  }
}
