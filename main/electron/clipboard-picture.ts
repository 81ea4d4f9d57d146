import { clipboard } from 'electron'

/** Electron's clipboard until 44; later ones have the W3C's, which the types describe. */
interface EarlierClipboard {
  readImage?(): { isEmpty(): boolean; toPNG(): Uint8Array }
}

/** The picture in the clipboard as PNG; null when there is none. */
export async function readClipboardPicture(): Promise<Uint8Array | null> {
  const earlier = clipboard as unknown as EarlierClipboard
  if (earlier.readImage) {
    const picture = earlier.readImage()
    return picture.isEmpty() ? null : new Uint8Array(picture.toPNG())
  }
  for (const item of await clipboard.read())
    if (item.types.includes('image/png')) return new Uint8Array(await (await item.getType('image/png')).arrayBuffer())
  return null
}
