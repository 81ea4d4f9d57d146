import { spawn } from 'node:child_process'
import path from 'node:path'
import { StudioError } from '../../../core/contract/errors.ts'

/**
 * Starts a program of the user's choice with a file, apart from the studio: it outlives it. No shell reads the names.
 * @param program absolute; on macOS also the folder of an application
 * @throws StudioError `paint.program` when it cannot be started
 */
export async function openWithProgram(program: string, file: string): Promise<void> {
  const isBundle = process.platform === 'darwin' && program.endsWith('.app')
  const [command, words] = isBundle ? ['/usr/bin/open', ['-a', program, file]] : [program, [file]]
  await new Promise<void>((resolve, reject) => {
    const refuse = (cause: unknown): void => {
      const reason = (cause as NodeJS.ErrnoException).code ?? String(cause)
      reject(new StudioError('paint.program', { program: path.basename(program), reason }, { cause }))
    }
    try {
      const child = spawn(command, words, { detached: true, stdio: 'ignore' })
      child.once('error', refuse)
      child.once('spawn', () => {
        child.unref()
        resolve()
      })
    } catch (thrown) {
      // Windows starts no batch files without a shell.
      refuse(thrown)
    }
  })
}
