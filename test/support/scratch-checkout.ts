import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from './temporary-folder.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * A checkout in a folder of its own with the real scripts and a three-line product, so that tests can break its sources
 * and build it from nothing.
 */
export function scratchCheckout(): ScratchCheckout {
  const checkout = new ScratchCheckout(temporaryFolder())
  for (const name of ['scripts', 'package.json', 'package-lock.json', '.npmrc'])
    cpSync(join(root, name), join(checkout.folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(checkout.folder, 'node_modules'))
  checkout.write('core/tsconfig.json', '{}')
  checkout.write('core/answer.ts', 'export const answer: number = 1')
  checkout.write('native-models/worker.ts', "import { answer } from '../core/answer.ts'\nconsole.log(answer)")
  checkout.write('main/media/worker.ts', "import { answer } from '../../core/answer.ts'\nconsole.log(answer)")
  checkout.write(
    'main/cli/index.ts',
    `import { answer } from '../../core/answer.ts'
     console.log(JSON.stringify({ answer, folder: process.cwd(), words: process.argv.slice(2) }))
     process.exitCode = 7`,
  )
  return checkout
}

class ScratchCheckout {
  readonly folder: string

  constructor(folder: string) {
    this.folder = folder
  }

  path(name: string): string {
    return join(this.folder, name)
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true })
    writeFileSync(this.path(name), `${text}\n`)
  }
}
