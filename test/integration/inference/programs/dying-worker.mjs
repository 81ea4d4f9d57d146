// A worker whose driver ends the process, whatever it is asked.
process.on('message', () => process.abort())
