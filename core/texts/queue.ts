/** Error words of the machine's queue, keyed by code; `{{name}}` is filled from the error's details. */
export const en = {
  'jobs.queue-unwritable':
    'The folder {{folder}}, in which generations of this machine wait for each other, cannot be written ({{reason}}). Free space, change its permissions, or name another folder in CRANESHOT_HOME.',
  'jobs.queue-unreadable':
    'The queue of this machine, {{file}}, cannot be read ({{reason}}). Check its permissions; nothing in it is changed until then.',
  'jobs.queue-newer':
    'The queue of this machine, {{file}}, was written by a newer Craneshot. Update Craneshot; nothing in it is changed until then.',
  'jobs.queue-unusable':
    'The queue of this machine, {{file}}, is damaged. The next take that is queued begins a new one, and what was found is kept beside it. Queue its takes again; finished takes are all kept.',
  'jobs.queue-damaged':
    'The queue of this machine was damaged and begins anew. What was found lies in {{file}}; queue its takes again. Finished takes are all kept.',
  'jobs.queue-full':
    'The queue of this machine holds {{most}} takes. It has {{there}}, so {{added}} more do not fit: queue fewer at a time, or take ended ones off the list.',
  'jobs.unknown': 'No take, or more than one, has an id that begins with {{id}}. craneshot queue lists them.',
  'jobs.recipe-gone':
    'The file {{file}}, from which the take was to be made, is not there or damaged. Generate the shot again.',
  'jobs.recipe-newer': 'The take was queued by another version of Craneshot. Generate the shot again.',
  'jobs.shot-gone':
    'The film “{{film}}” has no shot “{{shot}}” any more. Remove the take from the queue, or leave it: it shows the shot as it was.',
  'jobs.take-gone':
    'The take {{take}}, whose recipe is to be repeated, is not in the project any more. Bring its folder back from the trash, or generate the shot again.',
  'jobs.shot-changed': 'The shot “{{shot}}” has changed since. The take will show it as it was when it was queued.',
} as const

export const ko: Record<keyof typeof en, string> = {
  'jobs.queue-unwritable':
    '이 컴퓨터의 생성 작업들이 차례를 기다리는 폴더 {{folder}}에 쓸 수 없습니다({{reason}}). 공간을 비우거나 권한을 바꾸거나 CRANESHOT_HOME에 다른 폴더를 지정하세요.',
  'jobs.queue-unreadable':
    '이 컴퓨터의 대기열 {{file}} 파일을 읽을 수 없습니다({{reason}}). 권한을 확인하세요. 그때까지 파일은 바뀌지 않습니다.',
  'jobs.queue-newer':
    '이 컴퓨터의 대기열 {{file}} 파일은 더 새로운 Craneshot이 썼습니다. Craneshot을 업데이트하세요. 그때까지 파일은 바뀌지 않습니다.',
  'jobs.queue-unusable':
    '이 컴퓨터의 대기열 {{file}} 파일이 손상되었습니다. 다음 테이크를 넣으면 대기열을 새로 시작하고 손상된 내용은 그 옆에 보관합니다. 테이크를 다시 대기열에 넣으세요. 완성된 테이크는 모두 그대로 있습니다.',
  'jobs.queue-damaged':
    '이 컴퓨터의 대기열이 손상되어 새로 시작합니다. 손상된 내용은 {{file}}에 있으니 테이크를 다시 대기열에 넣으세요. 완성된 테이크는 모두 그대로 있습니다.',
  'jobs.queue-full':
    '이 컴퓨터의 대기열에는 테이크가 {{most}}개까지 들어갑니다. 지금 {{there}}개가 있어 {{added}}개를 더 넣을 수 없습니다. 한 번에 더 적게 넣거나 끝난 테이크를 목록에서 지우세요.',
  'jobs.unknown': 'ID가 {{id}}(으)로 시작하는 테이크가 없거나 여럿입니다. craneshot queue로 확인하세요.',
  'jobs.recipe-gone': '테이크를 만들 {{file}} 파일이 없거나 손상되었습니다. 샷을 다시 생성하세요.',
  'jobs.recipe-newer': '다른 버전의 Craneshot이 대기열에 넣은 테이크입니다. 샷을 다시 생성하세요.',
  'jobs.shot-gone':
    '“{{film}}”에 “{{shot}}” 샷이 더 이상 없습니다. 대기열에서 테이크를 빼거나 그대로 두세요. 그대로 두면 예전 모습의 샷을 만듭니다.',
  'jobs.take-gone':
    '레시피를 다시 쓸 테이크 {{take}}이(가) 프로젝트에 없습니다. 휴지통에서 폴더를 되돌리거나 샷을 다시 생성하세요.',
  'jobs.shot-changed': '“{{shot}}” 샷이 그 뒤에 바뀌었습니다. 테이크는 대기열에 넣었을 때의 샷을 보여 줍니다.',
}
