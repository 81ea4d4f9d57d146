// A worker whose graphics card is gone, as ONNX Runtime tells it, whatever it is asked.
const error = {
  code: 'inference.device-lost',
  details: { file: 'denoiser.onnx', provider: 'webgpu', reason: 'VK_ERROR_DEVICE_LOST' },
}
process.on('message', ({ id }) => process.send({ id, type: 'failed', failure: { kind: 'error', error } }))
