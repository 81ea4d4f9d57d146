// A worker with one task for each way a process can behave.
process.on('message', ({ id, task, input }) => {
  const done = (output) => process.send({ id, type: 'done', output })
  if (task === 'echo') done(input)
  if (task === 'pid') done(process.pid)
  if (task === 'exit') process.exit(3)
  if (task === 'abort') process.abort()
  if (task === 'print') {
    console.log('from the worker')
    done(null)
  }
  // Like a long run of native code: nothing else happens in this thread.
  if (task === 'block') {
    process.send({ id, type: 'progress', progress: { stage: 'blocked', fraction: null } }, () => {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    })
  }
  if (task === 'wait') process.send({ id, type: 'progress', progress: { stage: 'waiting', fraction: 0.5 } })
  if (task === 'cancel') process.send({ id, type: 'failed', failure: { kind: 'canceled' } })
})
process.on('disconnect', () => process.exit(0))
