import { open, type FileHandle } from 'node:fs/promises'
import path from 'node:path'

/** What is served, by the end of the name; everything else is bytes without a meaning. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.mp4': 'video/mp4',
  '.wav': 'audio/wav',
}

export function contentTypeOf(file: string): string {
  return contentTypes[path.extname(file).toLowerCase()] ?? 'application/octet-stream'
}

/** What is asked of a file: Fetch's Request fits. */
export interface FileRequest {
  readonly method: string
  readonly headers: { get(name: string): string | null }
}

interface Part {
  readonly start: number
  /** Of the byte after the last. */
  readonly end: number
}

const chunkBytes = 256 * 1024

/**
 * Answers with a file, or with the part that a `Range` header asks for, read piece by piece as it is taken: players
 * jump about in movies. Several ranges at once are answered whole, which HTTP allows.
 *
 * @param headers of the answer, beside those that describe the file
 */
export async function fileResponse(
  file: string,
  request: FileRequest,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return emptyResponse(405, headers)
  const handle = await openFile(file)
  if (!handle) return emptyResponse(404, headers)
  const { size } = await handle.stat()
  const part = requestedPart(request.headers.get('range'), size)
  if (part === 'unsatisfiable' || request.method === 'HEAD') await handle.close()
  if (part === 'unsatisfiable') return emptyResponse(416, { ...headers, 'Content-Range': `bytes */${size}` })
  const { start, end } = part ?? { start: 0, end: size }
  return new Response(request.method === 'HEAD' ? null : readPart(handle, start, end), {
    status: part ? 206 : 200,
    headers: {
      ...headers,
      'Content-Type': contentTypeOf(file),
      'Content-Length': String(end - start),
      'Accept-Ranges': 'bytes',
      ...(part ? { 'Content-Range': `bytes ${start}-${end - 1}/${size}` } : {}),
    },
  })
}

export function emptyResponse(status: number, headers: Readonly<Record<string, string>>): Response {
  return new Response(null, { status, headers: { ...headers } })
}

/** Null for what is not a file that can be read. */
async function openFile(file: string): Promise<FileHandle | null> {
  try {
    const handle = await open(file)
    if ((await handle.stat()).isFile()) return handle
    await handle.close()
    return null
  } catch {
    return null
  }
}

/** RFC 9110 §14: one range, from a byte to a byte or to the end, or so many bytes before the end. Null: the whole. */
function requestedPart(header: string | null, size: number): Part | 'unsatisfiable' | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return null
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1)
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null
  return start >= end ? 'unsatisfiable' : { start, end }
}

function readPart(handle: FileHandle, start: number, end: number): ReadableStream<Uint8Array> {
  let position = start
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const buffer = new Uint8Array(Math.min(chunkBytes, end - position))
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, position).catch(async (thrown: unknown) => {
          await handle.close()
          throw thrown
        })
        position += bytesRead
        if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead))
        // A file that became shorter meanwhile ends early.
        if (position < end && bytesRead > 0) return
        await handle.close()
        controller.close()
      },
      cancel: () => handle.close(),
    },
    { highWaterMark: 0 },
  )
}
