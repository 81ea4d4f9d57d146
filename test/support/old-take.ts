import { takeSchema, type Take } from '../../core/contract/take.ts'

/** A hash of one digit. */
export const sha = (digit: string): string => digit.repeat(64)
const camera = { worldFromCamera: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0], intrinsics: [64, 64, 32, 32] }
export const size = { width: 64, height: 64 }

/** A take of three frames as version 0.1.0 wrote it: without a shot, a time and a delivery box. */
export function oldTake(): Take {
  return takeSchema.parse({
    format: 'craneshot-take',
    version: 1,
    spec: {
      version: 1,
      pack: { id: 'tiny', version: '1', manifestSha256: sha('a') },
      size,
      rate: { numerator: 24, denominator: 1 },
      filmCameras: [camera, camera, camera],
      sampleTimes: [0, 2],
      sampleCameras: [camera, camera],
      rayLayout: 'moment-direction',
      pluckerSha256: sha('b'),
      boardIntrinsics: [64, 64, 32, 32],
      picture: { ...size, sha256: sha('c') },
      depth: { ...size, sha256: sha('d') },
      cache: 'on',
      steps: 4,
      seed: 9,
    },
    source: {
      picture: { file: { name: 'board.png', sha256: sha('e') }, ...size, crop: { x: 0, y: 0, width: 1, height: 1 } },
      camera: { kind: 'move', text: 'pan:10', focalLengthMm: 24 },
      depth: { kind: 'flat' },
    },
    files: {
      picture: 'picture.png',
      depth: 'depth.npy',
      frames: [0, 1, 2].map((index) => ({ name: `frame_000${index}.png`, pixelsSha256: sha('f') })),
      movie: 'clip.mp4',
      timeline: 'cut.otio',
    },
    coverage: [1, 0.5, 0.75],
    run: {
      craneshot: '0.1.0',
      onnxruntime: '1.30.0',
      node: '20.0.0',
      platform: 'linux-x64',
      provider: 'cpu',
      providerReason: 'nothing-faster',
      threads: 2,
      stageMilliseconds: { 'inference.load': 100, 'inference.denoise': 900.5 },
      peakMemoryBytes: 1e8,
    },
    promise: { sameRun: 'identical', elsewhereDecibels: 45 },
  })
}
