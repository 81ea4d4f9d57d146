/** Error words on networks for the depth of boards, keyed by code; `{{name}}` is filled from the error's details. */
export const en = {
  'inference.depth-pack':
    '{{id}} is a depth network: it estimates the depth of every board and makes no shots. Choose another model.',
  'inference.depth-answer':
    'The depth network gives no usable number for this picture. Choose another depth (flat, ground or a file), or another depth network.',
  'inference.depth-shape':
    'The depth network {{id}} answers with the shape [{{shape}}], which is no raster of the picture. Export it for one picture, with one value for each pixel.',
  'weights.depth-graph':
    '{{file}} cannot be used as a depth network: {{reason}}. Export it in float32, for one picture, or choose another class (--preset on the command line: {{presets}}).',
  'weights.depth-onnx': '{{file}} is no ONNX model ({{reason}}). Choose the .onnx file of the network’s export.',
  'weights.depth-data':
    '{{file}} keeps its numbers in “{{location}}”, which cannot be taken in: it must be a file beside it, named with letters, digits, dots and dashes. Export the network again, as one file.',
  'weights.depth-data-missing':
    '{{file}} keeps its numbers in {{location}}, which is not beside it. Download both into one folder.',
  'weights.depth-there':
    'The depth network {{id}} is there already, and one serves every board. Keep it, or replace it (--overwrite on the command line).',
  'weights.depth-not':
    'The pack in {{folder}} is of the family “{{family}}”, no depth network. Put its folder into {{models}} instead.',
} as const

export const ko: Record<keyof typeof en, string> = {
  'inference.depth-pack':
    '{{id}}: 깊이 네트워크입니다. 모든 보드의 깊이를 추정하고 샷은 만들지 않습니다. 다른 모델을 고르세요.',
  'inference.depth-answer':
    '깊이 네트워크가 이 그림에서 쓸 수 있는 값을 내지 않습니다. 다른 깊이(평면, 바닥, 파일)나 다른 깊이 네트워크를 고르세요.',
  'inference.depth-shape':
    '깊이 네트워크 {{id}}의 결과 모양이 [{{shape}}]여서 그림의 래스터가 아닙니다. 그림 한 장을 받아 픽셀마다 값 하나를 내도록 내보내세요.',
  'weights.depth-graph':
    '{{file}} 파일은 깊이 네트워크로 쓸 수 없습니다: {{reason}}. 그림 한 장을 받는 float32로 내보내거나 다른 종류를 고르세요(명령줄에서는 --preset: {{presets}}).',
  'weights.depth-onnx': '{{file}} 파일은 ONNX 모델이 아닙니다({{reason}}). 내보낸 네트워크의 .onnx 파일을 고르세요.',
  'weights.depth-data':
    '{{file}} 파일의 값이 “{{location}}”에 있어서 가져올 수 없습니다. 같은 폴더에 있고 이름이 영문자, 숫자, 점, 줄표로 된 파일이어야 합니다. 네트워크를 파일 하나로 다시 내보내세요.',
  'weights.depth-data-missing':
    '{{file}} 파일의 값이 든 {{location}} 파일이 옆에 없습니다. 둘 다 한 폴더에 내려받으세요.',
  'weights.depth-there':
    '깊이 네트워크 {{id}}가 이미 있고, 하나가 모든 보드에 쓰입니다. 그대로 쓰거나 바꾸세요(명령줄에서는 --overwrite).',
  'weights.depth-not':
    '{{folder}}에 있는 팩은 깊이 네트워크가 아니라 “{{family}}” 계열입니다. 폴더를 {{models}} 안에 두세요.',
}
