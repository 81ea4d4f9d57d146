import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const renderer = path.join(import.meta.dirname, '../../../renderer')
const sheet = fs.readFileSync(path.join(renderer, 'ui/tokens.css'), 'utf8')
const normal = declarations(sheet.slice(0, sheet.indexOf('@media')))
const highContrast = { ...normal, ...declarations(sheet.slice(sheet.indexOf('@media (prefers-contrast'))) }

function declarations(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]))
}

/** Relative luminance of `#rrggbb`. Source: WCAG 2.2, definition of relative luminance. */
function luminance(hex: string): number {
  const linear = [1, 3, 5].map((start) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0)
}

/** Contrast ratio of two tokens, 1 to 21. Source: WCAG 2.2, definition of contrast ratio. */
function contrast(theme: Record<string, string>, one: string, other: string): number {
  const [light = 0, dark = 0] = [one, other].map((name) => luminance(theme[name] ?? '')).sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const surfaces = ['surface-well', 'surface-window', 'surface-panel', 'surface-raised', 'surface-control']

describe.each([
  ['the dark theme', normal],
  ['the high-contrast theme', highContrast],
])('%s', (_name, theme) => {
  it.each(['text', 'text-secondary', 'text-muted', 'accent', 'ok', 'warn', 'danger', 'running'])(
    'prints %s readably on every surface',
    (colour) => {
      for (const surface of surfaces) expect(contrast(theme, colour, surface), surface).toBeGreaterThanOrEqual(4.5)
    },
  )

  it('prints readably on filled buttons', () => {
    for (const fill of [
      'accent-fill',
      'accent-fill-hover',
      'accent-fill-pressed',
      'danger-fill',
      'danger-fill-hover',
    ]) {
      expect(contrast(theme, 'text-on-fill', fill), fill).toBeGreaterThanOrEqual(4.5)
    }
  })

  it('shows the focus ring and the edges of controls', () => {
    for (const surface of surfaces) expect(contrast(theme, 'focus-ring', surface), surface).toBeGreaterThanOrEqual(3)
    for (const surface of surfaces.slice(0, 4)) {
      expect(contrast(theme, 'line-strong', surface), surface).toBeGreaterThanOrEqual(3)
    }
  })

  it('keeps every surface and line a true neutral, so that pictures are judged as they are', () => {
    for (const [name, value] of Object.entries(theme)) {
      if (/^(?:surface|line|text)/.test(name) && value.startsWith('#')) {
        expect(value, name).toMatch(/^#([\da-f]{2})\1\1$/)
      }
    }
  })
})

describe('style sheets of the window', () => {
  const files = fs
    .readdirSync(renderer, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:css|tsx?)$/.test(file))
    .map((file) => ({ file, text: fs.readFileSync(path.join(renderer, file), 'utf8') }))

  it('name only tokens that exist', () => {
    // Set by the popups' library on its own elements.
    const known = new Set(['anchor-width', 'available-width', 'available-height', 'transform-origin'])
    for (const { text } of files) {
      for (const [, name = ''] of text.matchAll(/['"\s{;]--([\w-]+)['"]?\]?:/g)) known.add(name)
    }
    const unknown = files.flatMap(({ file, text }) =>
      [...text.matchAll(/var\(--([\w-]+)/g)]
        .filter(([, name = '']) => !known.has(name) && !name.endsWith('-'))
        .map(([, name]) => `${file}: --${name}`),
    )
    expect(files.length).toBeGreaterThan(50)
    expect(unknown).toEqual([])
  })
})
