/** Error words of this area, keyed by code; `{{name}}` is filled from the error's details. */
export const en = {
  'weights.safetensors-damaged':
    '{{file}} is no whole safetensors file ({{place}}: {{reason}}). Download it again and compare its size with the one on its page.',
  'weights.index-damaged':
    'The list of files {{file}} cannot be used: {{reason}}. Download it again, with all files that it names.',
  'weights.checkpoint-damaged':
    '{{file}} is no whole checkpoint ({{place}}: {{reason}}). Download it again and compare its size with the one on its page.',
  'weights.checkpoint-code':
    '{{file}} holds more than weights: at byte {{place}} it names {{name}}, which could run a program on this computer. It was not read. Get the file from the model’s own page.',
  'weights.checkpoint-legacy':
    '{{file}} was saved by PyTorch before version 1.6, in a form that can run programs. Save it again with a newer PyTorch: torch.save(torch.load(FILE, map_location="cpu", weights_only=True), NEW).',
  'weights.checkpoint-foreign':
    '{{file}} is no checkpoint that torch.save has written. Choose the .ckpt file from the model’s own page.',
  'weights.template':
    'The graph template {{file}} of this Craneshot cannot be used: {{reason}}. Install Craneshot again.',
  'weights.no-template': 'This Craneshot has no template for “{{family}}”. It can add: {{known}}.',
  'weights.source-missing':
    'In {{folder}} the file {{file}} is not there. Download the model’s whole folder, with the folders inside of it.',
  'weights.shard-lacks': 'The file {{file}} has no tensor {{name}}, though {{index}} says so. Download both again.',
  'weights.differ':
    'These weights do not fit {{model}}: {{missing}} missing (−), {{mismatched}} of another shape or kind (≠), {{extra}} unknown (+).\n{{list}}\nCheck that the files belong to this model and to the same version.',
  'weights.clip-length':
    'The two downloads do not belong together: {{file}} is for clips of {{told}} frames, the camera’s weights for {{frames}}. Take CameraCtrl_svd.ckpt with stable-video-diffusion-img2vid (14), CameraCtrl_svdxt.ckpt with -img2vid-xt (25).',
  'weights.disk-space':
    'The model needs {{neededMegabytes}} MB on the disk of {{folder}}, where {{freeMegabytes}} MB are free. Free some space, or move the downloaded files onto that disk, so that they need not be copied.',
  'weights.installed':
    'The model {{id}} is installed already, in {{folder}}. Keep it, or replace it (--overwrite on the command line).',
  'weights.changed':
    '{{file}} was changed while it was read. Wait until its download has ended, then add the model again.',
  'weights.unwritable': '{{folder}} cannot be written ({{reason}}). Check its permissions and the free space.',
  'weights.unreadable': '{{file}} cannot be read ({{reason}}). Check that it is there and that you may read it.',
  'weights.self-test':
    'The model was not added: its part {{component}} gives no usable numbers ({{reason}}). The files may be damaged; download them again.',
  'weights.not-users':
    'There is no added model “{{model}}”. Added models: {{known}}. The model that comes with Craneshot cannot be removed.',
  'weights.in-use':
    'The model {{model}} cannot be removed or replaced now: takes that wait or run need it ({{takes}}). Let them be made, or remove them from the queue.',
  'weights.generating':
    'Another command is making a take just now, perhaps with the model {{model}}. Remove or replace the model when it has ended.',
  'weights.in-use-depth':
    'The model {{model}} cannot be removed now: it is estimating the depth of boards. Wait until that has ended.',
  'weights.part-unlisted':
    'The model file {{file}} of the pack in {{folder}} reads numbers from “{{location}}”, which its pack.json does not list. Do not use this pack.',
  'weights.part-outside':
    'The model file {{file}} of the pack in {{folder}} reads numbers at a place that {{location}} does not have. Get the pack again from where it came from.',
} as const

export const ko: Record<keyof typeof en, string> = {
  'weights.safetensors-damaged':
    '{{file}} 파일은 온전한 safetensors가 아닙니다({{place}}: {{reason}}). 다시 내려받아 크기를 내려받은 페이지의 크기와 비교하세요.',
  'weights.index-damaged':
    '파일 목록 {{file}}을 쓸 수 없습니다: {{reason}}. 목록에 있는 모든 파일과 함께 다시 내려받으세요.',
  'weights.checkpoint-damaged':
    '{{file}} 파일은 온전한 체크포인트가 아닙니다({{place}}: {{reason}}). 다시 내려받아 크기를 내려받은 페이지의 크기와 비교하세요.',
  'weights.checkpoint-code':
    '{{file}} 파일에는 가중치가 아닌 것이 들어 있습니다. {{place}}바이트에서 이 컴퓨터에서 프로그램을 실행할 수 있는 {{name}} 객체를 부르므로 읽지 않았습니다. 모델의 공식 페이지에서 파일을 받으세요.',
  'weights.checkpoint-legacy':
    '{{file}} 파일은 PyTorch 1.6 이전 방식으로 저장되어 프로그램을 실행할 수 있는 형식입니다. 새 PyTorch로 다시 저장하세요: torch.save(torch.load(파일, map_location="cpu", weights_only=True), 새 파일)',
  'weights.checkpoint-foreign':
    '{{file}} 파일은 torch.save로 저장한 체크포인트가 아닙니다. 모델의 공식 페이지에서 받은 .ckpt 파일을 고르세요.',
  'weights.template':
    '이 Craneshot의 그래프 템플릿 {{file}}을 쓸 수 없습니다: {{reason}}. Craneshot을 다시 설치하세요.',
  'weights.no-template': '이 Craneshot에는 “{{family}}” 템플릿이 없습니다. 추가할 수 있는 모델: {{known}}',
  'weights.source-missing': '{{folder}} 폴더에 {{file}} 파일이 없습니다. 모델 폴더를 안의 폴더까지 모두 내려받으세요.',
  'weights.shard-lacks': '{{index}} 목록과 달리 {{file}} 파일에 {{name}} 텐서가 없습니다. 둘 다 다시 내려받으세요.',
  'weights.differ':
    '이 가중치는 {{model}} 모델에 맞지 않습니다: 없는 것 {{missing}}개(−), 모양이나 종류가 다른 것 {{mismatched}}개(≠), 모르는 것 {{extra}}개(+).\n{{list}}\n이 모델의 같은 버전에서 받은 파일인지 확인하세요.',
  'weights.clip-length':
    '두 내려받기가 서로 맞지 않습니다. {{file}}은 {{told}}프레임용이고 카메라 가중치는 {{frames}}프레임용입니다. stable-video-diffusion-img2vid(14)에는 CameraCtrl_svd.ckpt를, -img2vid-xt(25)에는 CameraCtrl_svdxt.ckpt를 쓰세요.',
  'weights.disk-space':
    '모델을 두려면 {{folder}} 폴더의 디스크에 {{neededMegabytes}}MB가 필요한데 {{freeMegabytes}}MB가 비어 있습니다. 공간을 비우거나, 복사하지 않아도 되도록 내려받은 파일을 그 디스크로 옮기세요.',
  'weights.installed':
    '{{id}} 모델이 이미 {{folder}} 폴더에 있습니다. 그대로 쓰거나 바꾸세요(명령줄에서는 --overwrite).',
  'weights.changed': '{{file}} 파일이 읽는 동안 바뀌었습니다. 내려받기가 끝난 다음 모델을 다시 추가하세요.',
  'weights.unwritable': '{{folder}} 폴더에 쓸 수 없습니다({{reason}}). 권한과 남은 공간을 확인하세요.',
  'weights.unreadable': '{{file}} 파일을 읽을 수 없습니다({{reason}}). 파일이 있는지, 읽을 권한이 있는지 확인하세요.',
  'weights.self-test':
    '모델을 추가하지 않았습니다. {{component}} 부분이 쓸 수 없는 값을 냅니다({{reason}}). 파일이 손상되었을 수 있으니 다시 내려받으세요.',
  'weights.not-users':
    '추가한 모델 중에 “{{model}}”은 없습니다. 추가한 모델: {{known}}. Craneshot에 들어 있는 모델은 지울 수 없습니다.',
  'weights.in-use':
    '{{model}} 모델은 지금 지우거나 바꿀 수 없습니다. 기다리거나 만들고 있는 테이크에 필요합니다({{takes}}). 다 만들 때까지 기다리거나 대기열에서 빼세요.',
  'weights.generating':
    '다른 명령이 지금 테이크를 만들고 있고, {{model}} 모델을 쓰고 있을 수 있습니다. 끝난 다음 모델을 지우거나 바꾸세요.',
  'weights.in-use-depth':
    '{{model}} 모델은 지금 지울 수 없습니다. 보드의 깊이를 추정하고 있습니다. 끝난 다음 지우세요.',
  'weights.part-unlisted':
    '{{folder}}에 있는 팩의 모델 파일 {{file}}이(가) pack.json에 없는 “{{location}}”에서 값을 읽으려고 합니다. 이 팩을 쓰지 마세요.',
  'weights.part-outside':
    '{{folder}}에 있는 팩의 모델 파일 {{file}}이(가) {{location}}에 없는 자리의 값을 읽으려고 합니다. 받은 곳에서 팩을 다시 받으세요.',
}
