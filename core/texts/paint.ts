/** Error words of this area, keyed by code; `{{name}}` is filled from the error's details. */
export const en = {
  'paint.folder':
    'The working copies for your paint program cannot be kept in {{folder}} ({{reason}}). Check the folder’s permissions and the free space.',
  'paint.program':
    'The paint program {{program}} cannot be started ({{reason}}). Choose another one in the settings, or let the system choose.',
  'paint.no-program': 'The system has no program for {{file}}. Choose a paint program in the settings.',
} as const

export const ko: Record<keyof typeof en, string> = {
  'paint.folder':
    '그림 프로그램용 작업 사본을 {{folder}} 폴더에 둘 수 없습니다({{reason}}). 폴더 권한과 남은 공간을 확인하세요.',
  'paint.program':
    '그림 프로그램({{program}})을 시작할 수 없습니다({{reason}}). 설정에서 다른 프로그램을 고르거나 시스템에 맡기세요.',
  'paint.no-program': '시스템에 {{file}} 파일을 열 프로그램이 없습니다. 설정에서 그림 프로그램을 고르세요.',
}
