/** Words on repairs of projects, of missing media and of archives, keyed by code; `{{name}}` is filled from the details. */
export const en = {
  'project.repair.nothing': 'Nothing in {{folder}} belongs to a Craneshot project. Choose the folder of a project.',
  'project.repair.no-failure': 'There is no project that could not be opened. Open the project first.',
  'project.snapshot.unknown':
    'The project has no snapshot named {{name}}. List them with craneshot repair PROJECT --list.',
  'project.snapshot.unreadable': 'The snapshot {{name}} cannot be read. Choose another one.',
  'project.archive.foreign':
    '{{file}} is no archive of a Craneshot project. Choose a file that “Archive project” made.',
  'project.archive.damaged': '{{file}} cannot be unpacked ({{reason}}). Get the file again from where it came.',
  'project.archive.wrong-content':
    '{{name}} in {{file}} is not what was archived. Get the file again from where it came.',
  'project.archive.name': '{{file}} holds “{{name}}”, a name no project has or has twice. Nothing was unpacked.',
  'project.archive.link': '{{file}} holds “{{name}}” as a link. Nothing was unpacked.',
  'project.archive.too-large': '{{file}} would unpack to far more than it holds. Nothing was unpacked.',
  'project.archive.changed': '{{file}} changed while the archive was written. Write the archive again.',
  'project.archive.exists': '{{file}} is there already. Choose another name, or replace it with --overwrite.',
  'repair.folder': '{{name}} is no folder of the project: moved to {{folder}}, and an empty folder in its place',
  'repair.film.damaged': '{{file}} is damaged: moved to set-aside',
  'repair.film.missing': '{{file}} is missing',
  'repair.film.from-backup': 'The film comes from its backup of {{at}}, with {{shots}} shots',
  'repair.film.from-snapshot': 'The film comes from the snapshot of {{at}}, with {{shots}} shots',
  'repair.film.from-copy': 'The film comes from {{name}}, saved {{at}}, with {{shots}} shots',
  'repair.film.from-rebuilt':
    'No copy of the film can be read: it is built anew from {{takes}} takes, {{pictures}} pictures and {{sounds}} sounds, with {{shots}} shots',
  'repair.film.loose-sounds':
    'Sounds whose places in the cut are not known: {{count}}, one after another on track {{track}}. Move them to their places in Edit',
  'repair.journal.edits': 'Edits after the last save: {{edits}} come back from the journal',
  'repair.journal.torn': 'The last line of the journal is not whole: it is left out',
  'repair.journal.foreign': 'The journal belongs to another film: moved to set-aside',
  'repair.journal.damaged': 'Part of the journal does not fit this film: kept as journal.damaged',
  'repair.media.renamed': '{{file}} has the content of a missing file: renamed to {{name}}',
  'repair.media.damaged': '{{file}} no longer has the content it is named by: moved to {{folder}}',
  'repair.media.missing': 'Missing media files: {{count}}. craneshot relink searches a folder for them',
  'repair.take.unfinished': 'Unfinished takes of programs that have ended: {{count}} removed',
  'repair.take.no-recipe': '{{folder}} has no take.json, so it is no take: left as it is',
  'repair.take.damaged': 'take.json in {{folder}} cannot be read: left as it is',
  'repair.take.incomplete': '{{folder}} lacks {{missing}} of its files: left as it is',
  'repair.temporary': 'Half-written files of programs that have ended: {{count}} removed',
} as const

export const ko: Record<keyof typeof en, string> = {
  'project.repair.nothing': '{{folder}}에는 Craneshot 프로젝트의 것이 없습니다. 프로젝트 폴더를 고르세요.',
  'project.repair.no-failure': '열지 못한 프로젝트가 없습니다. 먼저 프로젝트를 여세요.',
  'project.snapshot.unknown':
    '프로젝트에 {{name}}(이)라는 스냅샷이 없습니다. craneshot repair 프로젝트 --list로 목록을 보세요.',
  'project.snapshot.unreadable': '스냅샷 {{name}}을(를) 읽을 수 없습니다. 다른 스냅샷을 고르세요.',
  'project.archive.foreign':
    '{{file}}은(는) Craneshot 프로젝트의 보관 파일이 아닙니다. “프로젝트 보관”으로 만든 파일을 고르세요.',
  'project.archive.damaged': '{{file}}을(를) 풀 수 없습니다({{reason}}). 파일을 보낸 곳에서 다시 받으세요.',
  'project.archive.wrong-content': '{{file}}의 {{name}} 내용이 보관할 때와 다릅니다. 파일을 보낸 곳에서 다시 받으세요.',
  'project.archive.name': '{{file}}에 프로젝트에 없거나 겹치는 이름 “{{name}}”이(가) 있어 아무것도 풀지 않았습니다.',
  'project.archive.link': '{{file}}에 링크 “{{name}}”이(가) 있어 아무것도 풀지 않았습니다.',
  'project.archive.too-large': '{{file}}을(를) 풀면 담긴 것보다 훨씬 커져서 아무것도 풀지 않았습니다.',
  'project.archive.changed': '보관 파일을 쓰는 동안 {{file}}이(가) 바뀌었습니다. 다시 보관하세요.',
  'project.archive.exists': '{{file}}이(가) 이미 있습니다. 다른 이름을 고르거나 --overwrite로 바꾸세요.',
  'repair.folder': '{{name}}은(는) 프로젝트의 폴더가 아님: {{folder}}(으)로 옮기고 빈 폴더를 둠',
  'repair.film.damaged': '{{file}} 손상: set-aside로 옮김',
  'repair.film.missing': '{{file}} 없음',
  'repair.film.from-backup': '필름은 {{at}}의 백업에서 가져옴, 샷 {{shots}}개',
  'repair.film.from-snapshot': '필름은 {{at}}의 스냅샷에서 가져옴, 샷 {{shots}}개',
  'repair.film.from-copy': '필름은 {{at}}에 저장된 {{name}}에서 가져옴, 샷 {{shots}}개',
  'repair.film.from-rebuilt':
    '읽을 수 있는 필름이 없어 테이크 {{takes}}개, 그림 {{pictures}}장, 소리 {{sounds}}개로 다시 만듦, 샷 {{shots}}개',
  'repair.film.loose-sounds':
    '컷에서의 자리를 알 수 없는 소리: {{count}}개, 트랙 {{track}}에 차례로 놓음. 편집에서 제자리로 옮기세요',
  'repair.journal.edits': '마지막 저장 뒤의 편집: {{edits}}개를 저널에서 되살림',
  'repair.journal.torn': '저널의 마지막 줄이 온전하지 않음: 그 줄은 뺌',
  'repair.journal.foreign': '저널이 다른 필름의 것임: set-aside로 옮김',
  'repair.journal.damaged': '저널의 일부가 이 필름과 맞지 않음: journal.damaged로 남김',
  'repair.media.renamed': '{{file}}의 내용이 없어진 파일과 같음: {{name}}(으)로 이름을 바꿈',
  'repair.media.damaged': '{{file}}의 내용이 이름과 다름: {{folder}}(으)로 옮김',
  'repair.media.missing': '없는 미디어 파일: {{count}}개. craneshot relink로 폴더에서 찾을 수 있음',
  'repair.take.unfinished': '끝난 프로그램이 남긴 미완성 테이크: {{count}}개 지움',
  'repair.take.no-recipe': '{{folder}}에 take.json이 없어 테이크가 아님: 그대로 둠',
  'repair.take.damaged': '{{folder}}의 take.json을 읽을 수 없음: 그대로 둠',
  'repair.take.incomplete': '{{folder}}에 파일 {{missing}}개가 없음: 그대로 둠',
  'repair.temporary': '끝난 프로그램이 남긴 쓰다 만 파일: {{count}}개 지움',
}
