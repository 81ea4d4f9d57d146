/** Error words of this area, keyed by code; `{{name}}` is filled from the error's details. */
export const en = {
  'timecode.syntax': '“{{timecode}}” is no timecode. Write hours:minutes:seconds:frames, for example 01:00:10:05.',
  'timecode.range':
    'The timecode {{timecode}} has a field beyond its end. Hours go to 23, minutes and seconds to 59, frames to one below the frames of a second.',
  'timecode.drop-frame':
    'The timecode {{timecode}} and the film disagree about drop-frame. Drop-frame has a semicolon before the frames.',
  'timecode.dropped-number':
    'Drop-frame timecode skips {{timecode}}. Use a later frame of that second, or the second before.',
  'project.file.too-large': '{{file}} is larger than {{megabytes}} MB and was not read. Open a backup of the project.',
  'project.file.not-json': '{{file}} is damaged: it is no JSON ({{reason}}). Open the backup beside it.',
  'project.file.not-project': '{{file}} is no Craneshot project. Choose the folder of a project.',
  'project.file.no-version':
    '{{file}} does not say its version, so it cannot be read safely. Open the backup beside it.',
  'project.file.newer-version':
    '{{file}} was saved by a newer Craneshot (project version {{found}}; this one knows {{known}}). Update Craneshot.',
  'project.file.migration':
    '{{file}} is of version {{version}} and could not be brought up to date. Open it in the Craneshot that wrote it.',
  'project.file.invalid': '{{file}} is wrong at {{place}}: {{problem}}. Open the backup beside it.',
  'edit.unknown': 'There is no {{kind}} “{{id}}” in this film. It may have been removed; choose one that is there.',
  'edit.refused': 'This change was not made: {{place}} {{problem}}. Choose another value.',
  'edit.board-in-use': 'The board {{board}} is used by “{{user}}”. Give that another board first.',
  'edit.imported-path':
    'The camera of “{{shot}}” comes from a pose file, which has no keys. Give the shot a path first.',
  'edit.read-only':
    'This project is open read-only, so the change was not made. Save a copy and go on in that: {{place}}.',
  'shot.too-few-frames':
    'The model makes at least {{sampleFrames}} frames and the shot has {{filmFrames}}. Make the shot longer.',
  'shot.camera-layers':
    'The camera layer “{{layer}}” of “{{shot}}” cannot be generated yet. Turn it off, or write its move into the path.',
} as const

export const ko: Record<keyof typeof en, string> = {
  'timecode.syntax': '“{{timecode}}”은(는) 타임코드가 아닙니다. 시:분:초:프레임으로 쓰세요. 예: 01:00:10:05',
  'timecode.range':
    '타임코드 {{timecode}}에 범위를 벗어난 값이 있습니다. 시는 23까지, 분과 초는 59까지, 프레임은 초당 프레임 수보다 작게 쓰세요.',
  'timecode.drop-frame':
    '타임코드 {{timecode}}의 드롭 프레임 여부가 필름 설정과 다릅니다. 드롭 프레임은 프레임 앞에 세미콜론을 씁니다.',
  'timecode.dropped-number':
    '드롭 프레임 타임코드에는 {{timecode}}이(가) 없습니다. 그 초의 뒤쪽 프레임이나 앞 초를 쓰세요.',
  'project.file.too-large': '{{file}}이(가) {{megabytes}}MB보다 커서 읽지 않았습니다. 프로젝트의 백업을 여세요.',
  'project.file.not-json': '{{file}}이(가) 손상되었습니다. JSON이 아닙니다({{reason}}). 옆에 있는 백업을 여세요.',
  'project.file.not-project': '{{file}}은(는) Craneshot 프로젝트가 아닙니다. 프로젝트 폴더를 고르세요.',
  'project.file.no-version': '{{file}}에 버전이 없어 안전하게 읽을 수 없습니다. 옆에 있는 백업을 여세요.',
  'project.file.newer-version':
    '{{file}}은(는) 더 새로운 Craneshot에서 저장했습니다(프로젝트 버전 {{found}}, 이 프로그램은 {{known}}까지). Craneshot을 업데이트하세요.',
  'project.file.migration':
    '버전 {{version}}인 {{file}}을(를) 지금 버전으로 바꾸지 못했습니다. 저장했던 Craneshot에서 여세요.',
  'project.file.invalid': '{{file}}의 {{place}}이(가) 잘못되었습니다: {{problem}}. 옆에 있는 백업을 여세요.',
  'edit.unknown': '이 필름에 {{kind}} “{{id}}”이(가) 없습니다. 지워졌을 수 있으니 있는 것을 고르세요.',
  'edit.refused': '변경하지 않았습니다: {{place}} {{problem}}. 다른 값을 고르세요.',
  'edit.board-in-use': '보드 {{board}}은(는) “{{user}}”에서 쓰고 있습니다. 먼저 다른 보드로 바꾸세요.',
  'edit.imported-path': '“{{shot}}”의 카메라는 포즈 파일에서 온 것이라 키가 없습니다. 먼저 샷에 경로를 주세요.',
  'edit.read-only': '이 프로젝트는 읽기 전용이라 변경하지 않았습니다. 사본을 저장해 그곳에서 이어 가세요: {{place}}',
  'shot.too-few-frames':
    '모델은 적어도 {{sampleFrames}}프레임을 만드는데 샷은 {{filmFrames}}프레임입니다. 샷을 더 길게 하세요.',
  'shot.camera-layers':
    '“{{shot}}”의 카메라 레이어 “{{layer}}”은(는) 아직 생성할 수 없습니다. 레이어를 끄거나 그 움직임을 경로에 쓰세요.',
}
