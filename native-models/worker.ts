import { inferenceRequestSchema } from '../core/contract/inference.ts'
import { portOfProcess, serveTasks } from '../core/contract/serve-tasks.ts'
import { endWithParent } from '../core/contract/worker-end.ts'
import { estimateDepth } from './estimate-depth.ts'
import { generate } from './generate.ts'
import { watchMachineMemory } from './memory-watch.ts'
import { probeProvider } from './runtime/probe.ts'
import { tryPack } from './try-pack.ts'

serveTasks(portOfProcess(process), inferenceRequestSchema, {
  generate,
  'estimate-depth': estimateDepth,
  'try-pack': tryPack,
  probe: ({ provider, threads }) => probeProvider(provider, threads),
})

endWithParent(process)
watchMachineMemory(process)
