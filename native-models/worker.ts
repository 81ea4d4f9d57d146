import { inferenceRequestSchema } from '../core/contract/inference.ts'
import { portOfProcess, serveTasks } from '../core/contract/serve-tasks.ts'
import { generate } from './generate.ts'
import { probeProvider } from './runtime/probe.ts'

serveTasks(portOfProcess(process), inferenceRequestSchema, {
  generate,
  probe: ({ provider, threads }) => probeProvider(provider, threads),
})

// A worker whose parent is gone has nobody to work for.
process.once('disconnect', () => process.exit(0))
// A terminal sends its interrupt to this process too; whoever started it decides what stops.
process.on('SIGINT', () => undefined)
