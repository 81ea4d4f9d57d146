// Starts the worker named by the first argument, says its process number, and stays.
import { fork } from 'node:child_process'
const worker = fork(process.argv[2], [], { stdio: 'ignore' })
console.log(worker.pid)
setInterval(() => undefined, 1000)
