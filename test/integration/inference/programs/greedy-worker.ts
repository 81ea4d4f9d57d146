import { watchMachineMemory } from '../../../../native-models/memory-watch.ts'

// A worker that takes memory and never comes back to its message loop, watched for far less than the machine has.
watchMachineMemory(process, ({ residentBytes }) => residentBytes > 300e6)
process.on('message', ({ id }: { id: number }) => {
  process.send?.({ id, type: 'progress', progress: { stage: 'greedy', fraction: null } }, () => {
    const taken: Uint8Array[] = []
    for (;;) if (taken.length < 500) taken.push(new Uint8Array(1e6).fill(1))
  })
})
