/** Error words of this area, keyed by code; `{{name}}` is filled from the error's details. */
export const en = {
  'timecode.syntax': '“{{timecode}}” is no timecode. Write hours:minutes:seconds:frames, for example 01:00:10:05.',
  'timecode.range':
    'The timecode {{timecode}} has a field beyond its end. Hours go to 23, minutes and seconds to 59, frames to one below the frames of a second.',
  'timecode.drop-frame':
    'The timecode {{timecode}} and the film disagree about drop-frame. Drop-frame has a semicolon before the frames.',
  'timecode.dropped-number':
    'Drop-frame timecode skips {{timecode}}. Use a later frame of that second, or the second before.',
  'project.file.too-large':
    '{{file}} is larger than {{megabytes}} MB and was not read. Repair the project, in the studio or with craneshot repair.',
  'project.file.not-json':
    '{{file}} is damaged: it is no JSON ({{reason}}). Repair the project, in the studio or with craneshot repair.',
  'project.file.not-project': '{{file}} is no Craneshot project. Choose the folder of a project.',
  'project.file.no-version':
    '{{file}} does not say its version, so it cannot be read safely. Repair the project, in the studio or with craneshot repair.',
  'project.file.newer-version':
    '{{file}} was saved by a newer Craneshot (project version {{found}}; this one knows {{known}}). Update Craneshot.',
  'project.file.migration':
    '{{file}} is of version {{version}} and could not be brought up to date. Open it in the Craneshot that wrote it.',
  'project.file.invalid':
    '{{file}} is wrong at {{place}}: {{problem}}. Repair the project, in the studio or with craneshot repair.',
  'project.open.missing':
    'There is no {{file}}. If it lies on another disk, connect that; otherwise open another project.',
  'project.open.unreadable':
    '{{file}} cannot be read ({{reason}}). Check that you may read the folder and that its disk is there.',
  'project.open.no-folder':
    '{{file}} must be a folder of the project, and is a file or a link. Remove it, then open again.',
  'project.not-open': 'This project is no longer open. Open it again.',
  'project.opened.from-backup':
    '{{file}} could not be read. The project was opened from its backup; the damaged file is kept as {{kept}}.',
  'project.opened.journal-damaged':
    'Some edits after the last save of {{file}} could not be brought back. What could not be read is kept as {{kept}}.',
  'project.opened.conflict-copy':
    'Another computer saved this project at the same time. {{file}} was opened; {{copies}} lies beside it. Keep the right one and move the other away.',
  'project.read-only': 'The project in {{folder}} is open for reading only. Save a copy to go on editing.',
  'project.read-only.other-program':
    'Another Craneshot has this project open (process {{process}} on {{host}}). Close it there, or save a copy.',
  'project.read-only.folder':
    'The folder {{folder}} cannot be written ({{reason}}). Change its permissions, or save a copy elsewhere.',
  'project.read-only.disk-full':
    'The disk with {{folder}} is full. Free some space and open the project again, or save a copy elsewhere.',
  'project.read-only.newer-version':
    'A newer Craneshot has saved this project (version {{found}}; this one knows {{known}}). You see what this version knows. To edit, update Craneshot; a copy leaves the rest out.',
  'project.read-only.lost':
    'Another program has opened the project in {{folder}} for writing meanwhile. Save a copy to keep your latest edits.',
  'project.save.disk-full':
    'The disk with {{folder}} is full, so the latest edits are not on it. Free some space, then save again.',
  'project.save.gone':
    'The folder {{folder}} is gone. Put it or its disk back, then save again, or save a copy elsewhere.',
  'project.save.refused':
    'The folder {{folder}} cannot be written ({{reason}}). Check its permissions, then save again, or save a copy elsewhere.',
  'project.save.changed-outside':
    'Another program has changed {{file}}. Your film was saved under that name, and the other one kept beside it as {{copy}}.',
  'project.copy.inside': 'A project cannot be copied into itself. Choose a folder outside of {{folder}}.',
  'project.copy.not-empty': 'The folder {{folder}} is not empty. Choose an empty or a new one.',
  'project.import.no-picture': 'There is no picture in the clipboard. Copy one, then paste again.',
  'project.import.unwritable':
    '{{file}} could not be copied into the project ({{reason}}). Check the space and the permissions of {{folder}}.',
  'project.takes-damaged':
    'Takes in {{folder}} that cannot be read: {{count}}, the first is {{first}}. They are not listed and their files are left as they are. Copy their folders again from where they came from, or make them again.',
  'take.remove':
    'The take could not be moved to the trash ({{reason}}). Remove its folder {{folder}} yourself, then open the project again.',
  'project.sample.missing': 'The sample project is not part of this installation. Create a project instead.',
  'settings.unwritable':
    'The settings in {{folder}} cannot be written ({{reason}}). Check the permissions of that folder.',
  'edit.unknown': 'There is no {{kind}} “{{id}}” in this film. It may have been removed; choose one that is there.',
  'edit.refused': 'This change was not made: {{place}} {{problem}}. Choose another value.',
  'edit.board-in-use': 'The board {{board}} is used by “{{user}}”. Give that another board first.',
  'edit.imported-path':
    'The camera of “{{shot}}” comes from a pose file, which has no keys. Give the shot a path first.',
  'edit.read-only':
    'The project {{place}} is open read-only, so the change was not made. Save a copy and go on in the copy.',
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
  'project.file.too-large':
    '{{file}}이(가) {{megabytes}}MB보다 커서 읽지 않았습니다. 스튜디오나 craneshot repair로 프로젝트를 복구하세요.',
  'project.file.not-json':
    '{{file}}이(가) 손상되었습니다. JSON이 아닙니다({{reason}}). 스튜디오나 craneshot repair로 프로젝트를 복구하세요.',
  'project.file.not-project': '{{file}}은(는) Craneshot 프로젝트가 아닙니다. 프로젝트 폴더를 고르세요.',
  'project.file.no-version':
    '{{file}}에 버전이 없어 안전하게 읽을 수 없습니다. 스튜디오나 craneshot repair로 프로젝트를 복구하세요.',
  'project.file.newer-version':
    '{{file}}은(는) 더 새로운 Craneshot에서 저장했습니다(프로젝트 버전 {{found}}, 이 프로그램은 {{known}}까지). Craneshot을 업데이트하세요.',
  'project.file.migration':
    '버전 {{version}}인 {{file}}을(를) 지금 버전으로 바꾸지 못했습니다. 저장했던 Craneshot에서 여세요.',
  'project.file.invalid':
    '{{file}}의 {{place}}이(가) 잘못되었습니다: {{problem}}. 스튜디오나 craneshot repair로 프로젝트를 복구하세요.',
  'project.open.missing': '{{file}}이(가) 없습니다. 다른 디스크에 있으면 연결하고, 아니면 다른 프로젝트를 여세요.',
  'project.open.unreadable':
    '{{file}}을(를) 읽을 수 없습니다({{reason}}). 폴더를 읽을 권한이 있는지, 디스크가 연결되어 있는지 확인하세요.',
  'project.open.no-folder': '{{file}}은(는) 프로젝트의 폴더여야 하는데 파일이나 링크입니다. 지운 다음 다시 여세요.',
  'project.not-open': '이 프로젝트는 이제 열려 있지 않습니다. 다시 여세요.',
  'project.opened.from-backup':
    '{{file}}을(를) 읽지 못해 백업에서 프로젝트를 열었습니다. 손상된 파일은 {{kept}}(으)로 남겨 두었습니다.',
  'project.opened.journal-damaged':
    '{{file}}에서 마지막 저장 뒤의 편집 일부를 되살리지 못했습니다. 읽지 못한 내용은 {{kept}}(으)로 남겨 두었습니다.',
  'project.opened.conflict-copy':
    '다른 컴퓨터가 동시에 이 프로젝트를 저장했습니다. {{file}}을(를) 열었고, 옆에 {{copies}}이(가) 있습니다. 맞는 것을 남기고 나머지는 옮기세요.',
  'project.read-only': '{{folder}}의 프로젝트는 읽기 전용으로 열려 있습니다. 계속 편집하려면 사본을 저장하세요.',
  'project.read-only.other-program':
    '다른 Craneshot이 이 프로젝트를 열고 있습니다({{host}}의 프로세스 {{process}}). 그쪽에서 닫거나 사본을 저장하세요.',
  'project.read-only.folder':
    '{{folder}} 폴더에 쓸 수 없습니다({{reason}}). 권한을 바꾸거나 다른 곳에 사본을 저장하세요.',
  'project.read-only.disk-full':
    '{{folder}}이(가) 있는 디스크가 가득 찼습니다. 공간을 비우고 프로젝트를 다시 열거나 다른 곳에 사본을 저장하세요.',
  'project.read-only.newer-version':
    '더 새로운 Craneshot이 저장한 프로젝트입니다(버전 {{found}}, 이 프로그램은 {{known}}까지). 이 버전이 아는 내용만 보입니다. 편집하려면 Craneshot을 업데이트하세요. 사본에는 나머지가 빠집니다.',
  'project.read-only.lost':
    '그사이 다른 프로그램이 {{folder}}의 프로젝트를 쓰기용으로 열었습니다. 최근 편집을 지키려면 사본을 저장하세요.',
  'project.save.disk-full':
    '{{folder}}이(가) 있는 디스크가 가득 차서 최근 편집을 저장하지 못했습니다. 공간을 비운 다음 다시 저장하세요.',
  'project.save.gone':
    '{{folder}} 폴더가 없어졌습니다. 폴더나 디스크를 되돌린 다음 다시 저장하거나 다른 곳에 사본을 저장하세요.',
  'project.save.refused':
    '{{folder}} 폴더에 쓸 수 없습니다({{reason}}). 권한을 확인하고 다시 저장하거나 다른 곳에 사본을 저장하세요.',
  'project.save.changed-outside':
    '다른 프로그램이 {{file}}을(를) 바꿨습니다. 지금 필름을 그 이름으로 저장하고, 바뀐 파일은 옆에 {{copy}}(으)로 남겨 두었습니다.',
  'project.copy.inside': '프로젝트를 자기 안에 복사할 수 없습니다. {{folder}} 밖의 폴더를 고르세요.',
  'project.copy.not-empty': '{{folder}} 폴더가 비어 있지 않습니다. 빈 폴더나 새 폴더를 고르세요.',
  'project.import.no-picture': '클립보드에 그림이 없습니다. 그림을 복사한 다음 다시 붙여넣으세요.',
  'project.import.unwritable':
    '{{file}}을(를) 프로젝트에 복사하지 못했습니다({{reason}}). {{folder}}의 남은 공간과 권한을 확인하세요.',
  'project.takes-damaged':
    '{{folder}}에서 읽을 수 없는 테이크가 {{count}}개이고 첫 번째는 {{first}}입니다. 목록에서 빠지고 파일은 그대로 둡니다. 원본에서 폴더를 다시 복사하거나 테이크를 다시 만드세요.',
  'take.remove':
    '테이크를 휴지통으로 옮기지 못했습니다({{reason}}). {{folder}} 폴더를 직접 지운 다음 프로젝트를 다시 여세요.',
  'project.sample.missing': '이 설치본에는 샘플 프로젝트가 없습니다. 새 프로젝트를 만드세요.',
  'settings.unwritable': '{{folder}}에 설정을 쓸 수 없습니다({{reason}}). 그 폴더의 권한을 확인하세요.',
  'edit.unknown': '이 필름에 {{kind}} “{{id}}”이(가) 없습니다. 지워졌을 수 있으니 있는 것을 고르세요.',
  'edit.refused': '변경하지 않았습니다: {{place}} {{problem}}. 다른 값을 고르세요.',
  'edit.board-in-use': '보드 {{board}}은(는) “{{user}}”에서 쓰고 있습니다. 먼저 다른 보드로 바꾸세요.',
  'edit.imported-path': '“{{shot}}”의 카메라는 포즈 파일에서 온 것이라 키가 없습니다. 먼저 샷에 경로를 주세요.',
  'edit.read-only':
    '{{place}} 프로젝트는 읽기 전용으로 열려 있어 변경하지 않았습니다. 사본을 저장하고 그 사본에서 이어 가세요.',
  'shot.too-few-frames':
    '모델은 적어도 {{sampleFrames}}프레임을 만드는데 샷은 {{filmFrames}}프레임입니다. 샷을 더 길게 하세요.',
  'shot.camera-layers':
    '“{{shot}}”의 카메라 레이어 “{{layer}}”은(는) 아직 생성할 수 없습니다. 레이어를 끄거나 그 움직임을 경로에 쓰세요.',
}
