// Writes the size and SHA-256 of each file into a pack's pack.json, after the files were exported anew.
// Usage: node native-models/packs/seal.mjs FOLDER...
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

for (const folder of process.argv.slice(2)) {
  const file = join(folder, 'pack.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8'))
  for (const component of Object.values(manifest.components)) {
    const bytes = readFileSync(join(folder, component.file))
    component.sha256 = createHash('sha256').update(bytes).digest('hex')
    component.bytes = bytes.length
  }
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`)
  console.log(`sealed ${file}`)
}
