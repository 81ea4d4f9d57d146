import { mediaUrl } from './media-url.ts'

/** Whose reading of `pathurl` a file is written for. */
export type PathForm = 'premiere' | 'resolve' | 'generic'

/**
 * A media path as the `pathurl` of an xmeml file. Readers differ: Premiere writes and wants the host `localhost` and a
 * drive's colon encoded; Resolve finds POSIX paths after `localhost/` when they keep their own slash, and a drive with a
 * bare colon; everyone else gets the plain `file:` URL. A path relative to the timeline file stays relative.
 */
export function xmemlUrl(path: string, form: PathForm): string {
  const url = mediaUrl(path)
  const drive = /^file:\/\/\/([A-Za-z]):(.*)$/.exec(url)
  if (form === 'generic' || !url.startsWith('file:///')) return url
  if (form === 'premiere')
    return drive ? `file://localhost/${drive[1]}%3a${drive[2]}` : url.replace('file://', 'file://localhost')
  return drive ? `file://localhost/${drive[1]}:${drive[2]}` : url.replace('file://', 'file://localhost/')
}
