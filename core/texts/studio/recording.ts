/** Recording sound in the Edit workspace. */
export const en = {
  'cut.command.record': 'Record sound',
  'cut.recording': 'Recording',
  'cut.recording.opening': 'Opening the microphone…',
  'cut.recording.counting': 'Get ready…',
  'cut.recording.running': 'Recording {{time}}',
  'cut.recording.saving': 'Saving the recording…',
  'cut.recording.stop': 'Stop',
  'cut.recording.cancel': 'Cancel',
  'cut.recording.level': 'Microphone level',
  'cut.recording.name': 'Recording {{number}}',
  'cut.edit.record': 'Record sound',
  'cut.why.read-only': 'This project is open read-only.',
} as const

export const ko: Record<keyof typeof en, string> = {
  'cut.command.record': '소리 녹음',
  'cut.recording': '녹음',
  'cut.recording.opening': '마이크를 여는 중…',
  'cut.recording.counting': '준비하세요…',
  'cut.recording.running': '녹음 중 {{time}}',
  'cut.recording.saving': '녹음을 저장하는 중…',
  'cut.recording.stop': '멈춤',
  'cut.recording.cancel': '취소',
  'cut.recording.level': '마이크 음량',
  'cut.recording.name': '녹음 {{number}}',
  'cut.edit.record': '소리 녹음',
  'cut.why.read-only': '이 프로젝트는 읽기 전용으로 열려 있습니다.',
}
