/** Help of the commands on model packs. */

const usage = `craneshot models [--json]
craneshot models add svd-cameractrl --svd FOLDER --cameractrl FILE [--precision full|half]
                     [--copy] [--overwrite] [--json]
craneshot models add depth --onnx FILE [--preset depth-anything|depth-anything-metric|moge|midas]
                     [--name TEXT] [--licence TEXT] [--overwrite] [--json]
craneshot models add depth --pack FOLDER [--overwrite] [--json]
craneshot models check MODEL [--json]
craneshot models measure MODEL [--provider NAME] [--threads N] [--json]
craneshot models remove MODEL [--json]`

export const en = {
  models: `${usage}

  Lists the embedded model pack and the packs in the models folder.

  add svd-cameractrl      makes a pack of weights that you have downloaded and whose licences you
                          have accepted: Stable Video Diffusion with CameraCtrl
  --svd FOLDER            stabilityai/stable-video-diffusion-img2vid (14 frames) or …-img2vid-xt (25),
                          as they are on Hugging Face; image_encoder, vae and unet are needed, in
                          half precision (.fp16.safetensors) where it is there
  --cameractrl FILE       CameraCtrl_svd.ckpt (14 frames) or CameraCtrl_svdxt.ckpt (25), from
                          hehao13/CameraCtrl_SVD_ckpts; nothing in it is run
  --precision WHAT        what it computes in: half takes half the memory of a graphics card; default:
                          half where a graphics card works, else full
  --copy                  never use the downloaded files themselves; default: give them a second
                          name where they lie on the same disk, which takes no space
  add depth               takes in a network that estimates the depth of every board, whichever
                          model makes its shots; there can be one
  --onnx FILE             the network as an ONNX export in float32; it is copied
  --preset CLASS          what it was trained with, and whether its answer is nearness (depth-anything,
                          midas), depth (depth-anything-metric) or points (moge); default: moge for
                          an output named points, else depth-anything
  --name TEXT, --licence TEXT
                          what the list of models says of it
  --pack FOLDER           a folder with pack.json of the family depth, for any other network
  --overwrite             replace the model of the same name, or the depth network that is there
  check MODEL             reads all files of a model again and compares their hashes
  measure MODEL           makes short takes with a model only to see what memory and time they take
                          on this machine; from then on takes are planned by that
  remove MODEL            removes a model that was added; what you downloaded stays
  --json                  print one JSON object at the end`,
} as const

export const ko: Record<keyof typeof en, string> = {
  models: `${usage}

  내장 모델 팩과 모델 폴더의 팩을 보여 줍니다.

  add svd-cameractrl      라이선스에 동의하고 내려받은 가중치로 팩을 만듦:
                          Stable Video Diffusion과 CameraCtrl
  --svd 폴더              Hugging Face의 stabilityai/stable-video-diffusion-img2vid(14프레임)나
                          …-img2vid-xt(25프레임) 그대로. image_encoder, vae, unet이 필요하고
                          절반 정밀도(.fp16.safetensors)가 있으면 그것을 씀
  --cameractrl 파일       hehao13/CameraCtrl_SVD_ckpts의 CameraCtrl_svd.ckpt(14프레임)나
                          CameraCtrl_svdxt.ckpt(25프레임). 파일 안의 어떤 것도 실행하지 않음
  --precision 정밀도      계산 정밀도. half(16비트)는 그래픽 카드 메모리를 절반만 씀.
                          기본: 그래픽 카드가 작동하면 half, 아니면 full(32비트)
  --copy                  내려받은 파일을 직접 쓰지 않음. 기본: 같은 디스크에 있으면 다른 이름을
                          붙여 공간을 쓰지 않음
  add depth               어떤 모델로 샷을 만들든 모든 보드의 깊이를 추정하는 네트워크를 추가함.
                          하나만 둘 수 있음
  --onnx 파일             float32 ONNX로 내보낸 네트워크. 복사해서 둠
  --preset 종류           학습할 때의 설정, 그리고 결과가 가까움(depth-anything, midas),
                          깊이(depth-anything-metric), 점(moge)인지.
                          기본: points라는 출력이 있으면 moge, 아니면 depth-anything
  --name 글, --licence 글
                          모델 목록에 나오는 이름과 라이선스
  --pack 폴더             그 밖의 네트워크: depth 계열의 pack.json이 든 폴더
  --overwrite             이름이 같은 모델이나 이미 있는 깊이 네트워크를 바꾸기
  check MODEL             모델의 모든 파일을 다시 읽어 해시를 비교
  measure 모델            이 컴퓨터에서 메모리와 시간이 얼마나 드는지 보려고 짧은 테이크를 만듦.
                          그 뒤로 테이크를 그 값으로 계획함
  remove MODEL            추가한 모델을 지움. 내려받은 파일은 그대로 둠
  --json                  끝에 JSON 객체 하나를 출력`,
}
