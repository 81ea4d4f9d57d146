/** Help of the commands that make takes of a picture or a project. */

const generateUsage = `craneshot generate --image FILE (--path poses.txt [--pose-size WxH] | --move NAME[:amount] [--loop])
                   --out DIR
                   [--frames M] [--seconds S] [--fps R] [--size WxH] [--delivery WxH|model] [--fov DEG | --focal-mm F]
                   [--depth auto|FILE|flat|ground[:horizon]] [--quality Q | --steps N] [--seed N]
                   [--subject-distance D] [--model embedded|PACK] [--movie mp4|none] [--depth-exr] [--no-cache]
                   [--guidance-first G] [--guidance-last G] [--motion-bucket N] [--model-fps R]
                   [--noise-augmentation A] [--camera-strength S] [--decode-chunk N]
                   [--between-frames warp|nearest]
                   [--provider NAME] [--threads N] [--overwrite] [--no-measure] [--json]
craneshot generate --recipe DIR/take.json --out NEW [--model PACK] [--movie mp4|none] [--depth-exr]
                   [--provider NAME] [--threads N] [--overwrite] [--no-measure] [--json]`
const renderUsage = `craneshot render PROJECT [--shot NAME|ID] [--seed N] [--quality Q | --steps N] [--model PACK]
                 [--out DIR] [--provider NAME] [--threads N] [--no-measure] [--json]`
const pluckerUsage =
  'craneshot plucker --path poses.txt --size WxH [--pose-size WxH] --out FILE.npy [--overwrite] [--json]'
const moves = `static pan tilt roll dolly truck pedestal crane orbit zoom dolly-zoom handheld
                          or with a direction: pan-left tilt-up roll-right push-in pull-out truck-left
                          pedestal-up crane-down orbit-right zoom-out …; several with +: dolly:0.3+pan:-10`
const koMoves = `static pan tilt roll dolly truck pedestal crane orbit zoom dolly-zoom handheld
                          방향을 붙일 수도 있음: pan-left tilt-up roll-right push-in pull-out truck-left
                          pedestal-up crane-down orbit-right zoom-out …, 여럿은 +로: dolly:0.3+pan:-10`

export const en = {
  generate: `${generateUsage}

  --image FILE            the storyboard picture: PNG, JPEG, WebP, TIFF, AVIF, PSD, EXR
  --path FILE             camera poses, RealEstate10K text or JSON; its lens wins over --fov
  --pose-size WxH         size of the picture the poses describe; square pixels unless given
  --move NAME[:amount]    ${moves}
  --loop                  the move comes back: after the last frame follows the first, at the same
                          speed; a whole turn goes round, any other move out and home
  --out DIR               a new or empty folder
  --frames M              frames that the model samples; default: poses of the file, 16 for a move
  --seconds S, --fps R    length and rate of the shot; 8 a second without --seconds, else 24
  --size WxH              size the model works at; default: the one that fits the picture best
  --delivery WxH|model    pixels of the written frames: the middle of the model's frame in that
                          shape; default: all of it, as large as the picture and 1280x720 allow,
                          at the model's size for drafts and with --size
  --fov DEG               horizontal field of view of the frame, default 55
  --focal-mm F            the same as focal length on a sensor 24.89 mm wide
  --depth WHAT            auto: your depth network (craneshot help models), else the model's own;
                          flat, ground[:horizon 0..1], or a file: .npy, grey PNG, EXR; larger
                          values are farther, see craneshot help depth to invert a picture of
                          nearness; default: auto where there is a network, else flat
  --quality Q             draft, standard (default) or fine: the steps that the model has for it
  --steps N, --seed N     denoising steps of your own and seed of the noise (default 0)
  --subject-distance D    how many of the path's units make one subject distance, default 1
  --model NAME            embedded (default), a pack's id or folder
  --movie mp4|none        default mp4
  --depth-exr             also each frame's depth: OpenEXR, float channel Z in subject distances,
                          what the model invented included
  --no-cache              leave out the 3D cache
  Models with settings of their own (craneshot models --json lists them)
  --guidance-first G, --guidance-last G
                          how closely the first and the last frame follow the board
  --motion-bucket N       how much moves in the picture
  --model-fps R           frames a second that the model takes its clip to have
  --noise-augmentation A  noise on the board before the model sees it
  --camera-strength S     weight of the camera, 1 as the model was trained
  --decode-chunk N        frames decoded together; fewer need less memory and may flicker
  --between-frames WAY    film frames between the model's own: warp (carried by the depth) or
                          nearest
  --provider NAME         cpu, webgpu, cuda, dml, coreml; default: the fastest that works
  --threads N             threads of the CPU; default: all cores
  --recipe FILE           make a take again from its take.json
  --overwrite             replace the take in the folder
  --no-measure            a take in a project's takes is measured (craneshot help measure); not so
  --json                  print one JSON object at the end`,
  render: `${renderUsage}

  PROJECT                 a project's folder; it may be open in the window meanwhile
  --shot NAME|ID          one shot; default: all shots, one take each
  --quality Q             draft, standard or fine; a draft's frames have the model's size, others
                          fit 1280x720
  --seed N, --steps N     seed of the noise and denoising steps; default: what the shot says
  --model NAME            embedded, a pack's id or folder; default: what the shot says
  --out DIR               a new or empty folder for the take of one shot; default: the project,
                          whose window shows it at once
  --provider NAME         cpu, webgpu, cuda, dml, coreml; default: the fastest that works
  --threads N             threads of the CPU; default: all cores
  --no-measure            do not measure the takes (craneshot help measure)
  --json                  print one JSON object at the end

  A shot that cannot be made keeps nobody from the others: it is named at the end, and the exit
  code is 1. A full disk ends the run. Ctrl+C stops; takes that are made stay.`,
  plucker: `${pluckerUsage}

  Writes float32 [1, frames, 6, height, width]: moment, then direction, as CameraCtrl has them.
  --pose-size WxH         size of the picture the poses describe; square pixels unless given`,
} as const

export const ko: Record<keyof typeof en, string> = {
  generate: `${generateUsage}

  --image 파일            스토리보드 그림: PNG, JPEG, WebP, TIFF, AVIF, PSD, EXR
  --path 파일             카메라 포즈, RealEstate10K 텍스트나 JSON. 렌즈는 --fov보다 우선
  --pose-size WxH         포즈가 가리키는 그림의 크기. 없으면 정사각 픽셀로 봄
  --move 이름[:양]        ${koMoves}
  --loop                  움직임이 되돌아옴: 마지막 프레임 다음에 첫 프레임이 같은 속도로 이어짐.
                          한 바퀴 도는 움직임은 계속 돌고, 나머지는 갔다가 돌아옴
  --out 폴더              새 폴더나 빈 폴더
  --frames M              모델이 만드는 프레임 수. 기본: 파일의 포즈 수, 움직임은 16
  --seconds S, --fps R    샷의 길이와 프레임 레이트. --seconds가 없으면 초당 8, 있으면 24
  --size WxH              모델이 작업하는 크기. 기본: 그림에 가장 잘 맞는 것
  --delivery WxH|model    쓰는 프레임의 픽셀: 모델 프레임 가운데에서 그 모양으로. 기본: 전체를 그림과
                          1280x720이 허락하는 만큼 크게, 초안이나 --size가 있으면 모델 크기로
  --fov 도                화면의 가로 화각, 기본 55
  --focal-mm F            같은 것을 너비 24.89mm 센서의 초점 거리로
  --depth 무엇            auto: 추가한 깊이 네트워크(craneshot help models), 없으면 모델의 것.
                          flat, ground[:지평선 0..1], 파일: .npy, 회색조 PNG, EXR. 값이 클수록 멂.
                          가까울수록 밝은 그림을 반전하는 방법은 craneshot help depth.
                          기본: 네트워크가 있으면 auto, 없으면 flat
  --quality 품질          draft(초안), standard(표준, 기본), fine(고품질): 모델이 정한 단계 수
  --steps N, --seed N     직접 정하는 디노이즈 단계와 노이즈 시드(기본 0)
  --subject-distance D    경로의 단위 몇 개가 피사체 거리 하나인지, 기본 1
  --model 이름            embedded(기본), 팩의 id나 폴더
  --movie mp4|none        기본 mp4
  --depth-exr             프레임마다 깊이도 저장: OpenEXR, 부동소수점 Z 채널, 피사체 거리 단위.
                          모델이 만들어 낸 곳도 포함
  --no-cache              3D 캐시 없이
  자체 설정이 있는 모델(craneshot models --json에 나옴)에만
  --guidance-first G, --guidance-last G
                          첫 프레임과 마지막 프레임이 보드를 얼마나 따르는지
  --motion-bucket N       그림 안에서 얼마나 움직이는지
  --model-fps R           모델이 클립에 적용한다고 보는 초당 프레임 수
  --noise-augmentation A  모델이 보기 전에 보드에 더하는 노이즈
  --camera-strength S     카메라의 비중. 1이 학습한 대로
  --decode-chunk N        함께 디코딩하는 프레임 수. 적으면 메모리를 덜 쓰지만 깜박일 수 있음
  --between-frames 방법   모델 프레임 사이의 필름 프레임: warp(깊이로 옮김), nearest(가까운 것)
  --provider 이름         cpu, webgpu, cuda, dml, coreml. 기본: 작동하는 것 중 가장 빠른 것
  --threads N             CPU 스레드 수. 기본: 모든 코어
  --recipe 파일           take.json으로 테이크를 다시 만들기
  --overwrite             폴더에 있는 테이크를 바꾸기
  --no-measure            프로젝트의 takes에 만든 테이크도 재지 않음(craneshot help measure 참고)
  --json                  끝에 JSON 객체 하나를 출력`,
  render: `${renderUsage}

  PROJECT                 프로젝트 폴더. 창에서 열어 둔 채로도 됨
  --shot 이름|ID          샷 하나. 기본: 모든 샷의 테이크를 하나씩
  --quality 품질          draft(초안), standard(표준), fine(고품질). 초안 프레임은 모델의 크기,
                          나머지는 1280x720에 맞춤
  --seed N, --steps N     노이즈 시드와 디노이즈 단계. 기본: 샷에 정한 값
  --model 이름            embedded, 팩의 id나 폴더. 기본: 샷에 정한 것
  --out 폴더              샷 하나의 테이크를 둘 새 폴더나 빈 폴더. 기본: 프로젝트 안.
                          열려 있는 창에 바로 나타남
  --provider 이름         cpu, webgpu, cuda, dml, coreml. 기본: 작동하는 것 중 가장 빠른 것
  --threads N             CPU 스레드 수. 기본: 모든 코어
  --no-measure            테이크를 재지 않음(craneshot help measure 참고)
  --json                  끝에 JSON 객체 하나를 출력

  만들 수 없는 샷이 있어도 나머지는 만듭니다. 그런 샷은 끝에 알리고 종료 코드는 1입니다.
  디스크가 가득 차면 멈춥니다. Ctrl+C로 멈춰도 만든 테이크는 남습니다.`,
  plucker: `${pluckerUsage}

  float32 [1, 프레임, 6, 높이, 너비]를 씁니다. CameraCtrl처럼 모멘트 다음에 방향입니다.
  --pose-size WxH         포즈가 가리키는 그림의 크기. 없으면 정사각 픽셀로 봄`,
}
