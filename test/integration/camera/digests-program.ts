import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { digests } from './digests.ts'

/* Runs as a worker, answering its parent, or as a command, printing. Both get the pose file's path. */

const file: string = parentPort ? String(workerData) : process.argv[2]!
const result = await digests(readFileSync(file, 'utf8'))
if (parentPort) parentPort.postMessage(result)
else process.stdout.write(JSON.stringify(result))
