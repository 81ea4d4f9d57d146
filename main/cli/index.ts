import { runProgram } from './program.ts'

process.exitCode = await runProgram(process.argv.slice(2), {
  environment: process.env,
  errorIsTerminal: process.stderr.isTTY === true,
  writeOutput: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
  onInterrupt: (listener) => {
    process.on('SIGINT', listener)
    process.on('SIGTERM', listener)
  },
  exitNow: (exitCode) => process.exit(exitCode),
})
