import { inferenceRequestSchema } from '../core/contract/inference.ts'
import { portOfProcess, serveTasks } from '../core/contract/serve-tasks.ts'
import { generate } from './generate.ts'
import { probeProvider } from './runtime/probe.ts'

/** The inference process: answers requests until the process that started it is gone. */
serveTasks(portOfProcess(process), inferenceRequestSchema, {
  generate,
  probe: ({ provider, threads }) => probeProvider(provider, threads),
})

process.on('disconnect', () => process.exit(0))
