import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { cleanTakes } from '../../../main/services/takes/clean-takes.ts'

/**
 * `node program PROJECT`: removes the takes of a project whose names begin with `old-`, one after the other, until it is
 * killed. It says `removed ID` when a take is gone.
 */
const [projectFolder = ''] = process.argv.slice(2)
const takeIds = readdirSync(join(projectFolder, 'takes')).filter((name) => name.startsWith('old-'))
process.stdout.write('begins\n')
const onRemoved = (takeId: string): void => void process.stdout.write(`removed ${takeId}\n`)
const context = { signal: new AbortController().signal, report: () => undefined }
await cleanTakes({ projectFolder, takeIds, mayGo: () => true, onRemoved }, context)
process.stdout.write('done\n')
