import { exitCodes, runProgram } from './program.ts'

process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack ?? error.message}\n`)
  process.exit(exitCodes.bug)
})
// A reader that closes the pipe early, such as head, has seen enough.
process.stdout.on('error', () => process.exit())
// A terminal that is gone takes no words; its hang-up ends the task.
process.stderr.on('error', () => undefined)

process.exitCode = await runProgram(process.argv.slice(2), {
  environment: process.env,
  errorIsTerminal: process.stderr.isTTY === true,
  writeOutput: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
  onInterrupt: (listener) => {
    process.on('SIGINT', listener)
    process.on('SIGTERM', listener)
    process.on('SIGHUP', listener)
  },
  exitNow: (exitCode) => process.exit(exitCode),
})
