/** Whether a clipboard has files, or a picture copied in another program. */
export function holdsPictures(clipboard: DataTransfer | null): boolean {
  if (clipboard === null) return false
  return clipboard.files.length > 0 || [...clipboard.items].some(({ type }) => type.startsWith('image/'))
}
