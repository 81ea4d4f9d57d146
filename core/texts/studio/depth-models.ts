/** Adding a network of the user's own for the depth of boards. */
export const en = {
  'network.add': 'Add a depth network…',
  'network.title': 'Add a depth network',
  'network.lead':
    'It estimates the depth of every board from then on, whichever model makes the shots. Export one as ONNX in float32, or download such a file; its licence is on its page. Nothing is sent.',
  'network.file': 'Network',
  'network.file.hint': 'The .onnx file, with the files of numbers that it names beside it. It is copied.',
  'network.preset': 'Class',
  'network.preset.hint':
    'A file does not say whether its numbers are nearness or depth. If near and far are swapped, add it as the other.',
  'network.preset.automatic': 'Automatic',
  'network.preset.nearness': '{{name}}: nearness',
  'network.preset.depth': '{{name}}: depth',
  'network.preset.points': '{{name}}: points',
  'network.first': 'Choose the network’s file first',
  'network.run': 'Add network',
  'network.failed': 'The depth network was not added',
  'network.added': 'Added {{name}}. New boards get their depth by it.',
  'network.serves': 'Estimates the depth of every board',
  'network.remove.boards': 'Boards keep the depth that it gave them; others get theirs by the model again.',
} as const

export const ko: Record<keyof typeof en, string> = {
  'network.add': '깊이 네트워크 추가…',
  'network.title': '깊이 네트워크 추가',
  'network.lead':
    '추가하면 어떤 모델로 샷을 만들든 모든 보드의 깊이를 이 네트워크가 추정합니다. float32 ONNX로 내보내거나 그런 파일을 내려받으세요. 라이선스는 내려받는 쪽에 있습니다. 아무것도 보내지 않습니다.',
  'network.file': '네트워크',
  'network.file.hint': '.onnx 파일. 이 파일이 가리키는 값 파일도 옆에 두세요. 복사해서 씁니다.',
  'network.preset': '종류',
  'network.preset.hint':
    '파일에는 값이 가까움인지 깊이인지 적혀 있지 않습니다. 가까운 곳과 먼 곳이 뒤바뀌면 다른 종류로 추가하세요.',
  'network.preset.automatic': '자동',
  'network.preset.nearness': '{{name}}: 근접도(클수록 가까움)',
  'network.preset.depth': '{{name}}: 깊이',
  'network.preset.points': '{{name}}: 점',
  'network.first': '네트워크 파일을 먼저 고르세요',
  'network.run': '네트워크 추가',
  'network.failed': '깊이 네트워크를 추가하지 못했습니다',
  'network.added': '{{name}} 네트워크를 추가했습니다. 새 보드의 깊이를 이 네트워크가 추정합니다.',
  'network.serves': '모든 보드의 깊이를 추정',
  'network.remove.boards': '이 네트워크로 추정한 보드의 깊이는 그대로 있고, 다른 보드는 다시 모델이 추정합니다.',
}
