import { Color } from 'three'

const known = new Map<string, Color>()

/** A colour of tokens.css, such as `--camera-path`; read once. */
export function tokenColour(token: string): Color {
  const colour = known.get(token)
  if (colour !== undefined) return colour
  const value = getComputedStyle(document.documentElement).getPropertyValue(token).trim()
  const read = new Color().setStyle(value || '#ffffff')
  known.set(token, read)
  return read
}
