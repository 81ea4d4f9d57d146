/** Help of the command on depth. */

const depthUsage = `craneshot depth PICTURE --out FILE.npy|.png|.exr [--depth auto|FILE|flat|ground[:horizon]]
                [--operation LIST] [--fov DEG] [--size WxH] [--model embedded|PACK]
                [--provider NAME] [--threads N] [--overwrite] [--json]`
const depthOperations = `relief:S  near-far:N:F  sharpen[:N]  smooth[:R]  invert  fill
                          brush:X:Y:R:FACTOR`

export const en = {
  depth: `${depthUsage}

  PICTURE                 PNG, JPEG, WebP, TIFF, AVIF, PSD, EXR
  --out FILE              .npy and .exr (channel Z) in subject distances, median 1; .png grey of
                          16 bits, the farthest white
  --depth WHAT            auto (default): your depth network (craneshot help models), else the
                          model's own, a plane where it is unsure; flat, ground[:horizon 0..1],
                          or a file of the whole picture
  --operation LIST        changes, one after another, joined by +; none leaves the depth as it is;
                          default: sharpen:2 for auto, else none
                          ${depthOperations}
                          relief: 0 flat, 1 as it is, up to 3; near-far: nearest and farthest in
                          subject distances; sharpen: edges to the picture's, N passes; smooth:
                          radius in samples; invert: the file tells nearness; fill: what has no
                          depth; brush: centre and radius as parts of the picture, factor below 1
                          nearer
  --fov DEG               horizontal field of view of the whole picture, default 55
  --size WxH              size of the raster; default: what the network sees, or the file's
                          picture up to 1024 a side
  --model NAME            whose network: a pack's id or folder; default: yours, else embedded
  --provider NAME         cpu, webgpu, cuda, dml, coreml; default: cpu for a model's own network,
                          the fastest that works for yours
  --threads N             threads of the CPU; default: all cores
  --overwrite             replace the file
  --json                  print one JSON object at the end`,
} as const

export const ko: Record<keyof typeof en, string> = {
  depth: `${depthUsage}

  PICTURE                 그림: PNG, JPEG, WebP, TIFF, AVIF, PSD, EXR
  --out 파일              .npy와 .exr(Z 채널)는 피사체 거리로, 중앙값 1. .png는 16비트 회색조이고
                          가장 먼 곳이 흰색
  --depth 무엇            auto(기본): 추가한 깊이 네트워크(craneshot help models), 없으면 모델의 것.
                          확실하지 않은 곳은 평면. flat, ground[:지평선 0..1], 그림 전체의 깊이 파일
  --operation 목록        차례로 적용할 변경을 +로 이어 씀. none은 그대로.
                          기본: auto는 sharpen:2, 나머지는 없음
                          ${depthOperations}
                          relief: 0은 평면, 1은 그대로, 3까지. near-far: 가장 가까운 곳과 먼 곳을
                          피사체 거리로. sharpen: 경계를 그림의 경계로, N번. smooth: 표본 단위의
                          반지름. invert: 가까울수록 큰 파일. fill: 깊이가 없는 곳을 채움.
                          brush: 중심과 반지름은 그림에 대한 비율, 배율이 1보다 작으면 가까이
  --fov 도                그림 전체의 가로 화각, 기본 55
  --size WxH              래스터 크기. 기본: 네트워크가 보는 크기, 파일은 그림을 한 변 1024까지
  --model 이름            누구의 네트워크인지: 팩의 id나 폴더. 기본: 추가한 것, 없으면 embedded
  --provider 이름         cpu, webgpu, cuda, dml, coreml. 기본: 모델의 네트워크는 cpu,
                          추가한 것은 작동하는 것 중 가장 빠른 것
  --threads N             CPU 스레드 수. 기본: 모든 코어
  --overwrite             있는 파일을 바꾸기
  --json                  끝에 JSON 객체 하나를 출력`,
}
