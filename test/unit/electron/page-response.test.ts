import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contentPolicy } from '../../../main/electron/content-policy.ts'
import { pageResponse } from '../../../main/electron/page-response.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

function builtPage(): string {
  const folder = temporaryFolder()
  const page = join(folder, 'renderer')
  mkdirSync(join(page, 'assets'), { recursive: true })
  mkdirSync(join(folder, 'renderer-of-another'))
  writeFileSync(join(page, 'index.html'), '<!doctype html>')
  writeFileSync(join(page, 'assets', 'index.js'), 'export {}')
  writeFileSync(join(page, 'assets', 'with space.woff2'), '')
  writeFileSync(join(folder, 'main.mjs'), 'secret')
  writeFileSync(join(folder, 'renderer-of-another', 'index.html'), 'secret')
  return page
}

test.each([
  ['studio://app/', 'text/html; charset=utf-8', '<!doctype html>'],
  ['studio://app/index.html?reload#top', 'text/html; charset=utf-8', '<!doctype html>'],
  ['studio://app/assets/index.js', 'text/javascript; charset=utf-8', 'export {}'],
  ['studio://app/assets/with%20space.woff2', 'font/woff2', ''],
])('%s is a file of the page', async (url, type, text) => {
  const response = await pageResponse(builtPage(), url)
  expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([200, type, text])
  expect(response.headers.get('content-security-policy')).toBe(contentPolicy({ served: false }))
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
})

test.each([
  'studio://app/none.js',
  'studio://app/assets',
  'studio://app/../main.mjs',
  'studio://app/%2e%2e/main.mjs',
  'studio://app/..%2frenderer-of-another/index.html',
  'studio://app//etc/hostname',
  'studio://app/%2Fetc%2Fhostname',
  'studio://app/index.html%00.png',
  'studio://app/%ff',
  'studio://other/index.html',
  'file:///etc/hostname',
])('%s is not', async (url) => {
  const response = await pageResponse(builtPage(), url)
  expect([response.status, await response.text()]).toEqual([404, ''])
})

test('the policy allows no source but the page itself, its media and what it makes itself', () => {
  const directives = contentPolicy({ served: false }).split('; ')
  const sources = new Set(directives.flatMap((directive) => directive.split(' ').slice(1)))
  expect(sources).toEqual(new Set(["'none'", "'self'", 'studio-media:', 'blob:', 'data:']))
  expect(
    directives.filter((directive) => /blob:|data:/.test(directive)).map((directive) => directive.split(' ')[0]),
  ).toEqual(['img-src', 'media-src'])
})

test('only in development may code stand in the page', () => {
  expect(contentPolicy({ served: true })).toContain("script-src 'self' 'unsafe-inline'")
  expect(contentPolicy({ served: false })).not.toContain('unsafe')
})
