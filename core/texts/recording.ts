/** Error words of recording sound, keyed by code; `{{name}}` is filled from the error's details. */
export const en = {
  'recording.denied':
    'The system does not let Craneshot use the microphone. Allow it in the system’s privacy settings, then record again.',
  'recording.no-device': 'No microphone was found. Connect one, then record again.',
  'recording.device-busy':
    'The microphone cannot be opened ({{reason}}). Another program may be using it: close that, then record again.',
  'recording.device-gone': 'The microphone was disconnected. What was recorded until then was kept.',
  'recording.too-long': 'A recording lasts at most {{minutes}} minutes. What was recorded until then was kept.',
  'recording.empty': 'The recording was stopped before anything was heard, so there is no sound to keep. Record again.',
  'recording.unwritable':
    'The recording cannot be written to {{folder}} ({{reason}}). Check its permissions and the free space.',
  'recording.cut-short':
    'The recording was stopped: {{folder}} cannot be written any more ({{reason}}). What was recorded until then was kept. Make room before you go on.',
  'recording.rescued':
    'Craneshot ended while something was recorded. {{seconds}} seconds of it were saved as {{file}}: add that file as a sound, or leave it there.',
  'recording.no-room': 'All sound tracks have sound at this place. Move a clip, then record again.',
} as const

export const ko: Record<keyof typeof en, string> = {
  'recording.denied':
    '시스템이 Craneshot의 마이크 사용을 막고 있습니다. 시스템의 개인 정보 설정에서 허용한 다음 다시 녹음하세요.',
  'recording.no-device': '마이크를 찾을 수 없습니다. 마이크를 연결한 다음 다시 녹음하세요.',
  'recording.device-busy':
    '마이크를 열 수 없습니다({{reason}}). 다른 프로그램이 쓰고 있을 수 있습니다. 그 프로그램을 닫고 다시 녹음하세요.',
  'recording.device-gone': '마이크 연결이 끊어졌습니다. 그때까지 녹음한 소리는 남아 있습니다.',
  'recording.too-long': '녹음은 {{minutes}}분까지 할 수 있습니다. 그때까지 녹음한 소리는 남아 있습니다.',
  'recording.empty': '아무 소리도 들어오기 전에 녹음이 멈춰 남길 소리가 없습니다. 다시 녹음하세요.',
  'recording.unwritable': '{{folder}}에 녹음을 쓸 수 없습니다({{reason}}). 권한과 남은 공간을 확인하세요.',
  'recording.cut-short':
    '{{folder}} 폴더에 더 쓸 수 없어 녹음을 멈췄습니다({{reason}}). 그때까지 녹음한 소리는 남아 있습니다. 공간을 확보한 다음 이어 가세요.',
  'recording.rescued':
    '녹음하던 중에 Craneshot이 종료되었습니다. {{seconds}}초를 {{file}} 파일로 살렸습니다. 필요하면 소리로 추가하세요.',
  'recording.no-room': '모든 소리 트랙의 이 자리에 소리가 있습니다. 클립을 옮긴 다음 다시 녹음하세요.',
}
