/** Settings and models. */
export const en = {
  'settings.title': 'Settings',
  'settings.general': 'General',
  'settings.language': 'Language',
  'settings.language.system': 'As the system',
  'settings.machine': 'This machine',
  'settings.provider': 'Runs on',
  'settings.provider-hint': 'Automatic takes the fastest that passed its test here.',
  'settings.provider.automatic': 'Automatic',
  'settings.works': 'Works, its numbers were checked',
  'settings.packs': 'Model packs',
} as const

export const ko: Record<keyof typeof en, string> = {
  'settings.title': '설정',
  'settings.general': '일반',
  'settings.language': '언어',
  'settings.language.system': '시스템 설정에 따름',
  'settings.machine': '이 컴퓨터',
  'settings.provider': '실행 장치',
  'settings.provider-hint': '자동은 이 컴퓨터의 시험을 통과한 것 가운데 가장 빠른 것을 씁니다.',
  'settings.provider.automatic': '자동',
  'settings.works': '쓸 수 있습니다. 계산 결과를 확인했습니다.',
  'settings.packs': '모델 팩',
}
