/** Boards in the user's paint program. */
export const en = {
  'paint.open': 'Paint',
  'paint.open-hint': 'Opens the picture in your paint program. Each save there comes into the film.',
  'paint.command.open': 'Open board in the paint program',
  'paint.opened': '{{board}} is open in your paint program. Save there, and the board follows.',
  'paint.painted': '{{board}} has the picture you saved in your paint program.',
  'paint.edit': 'Paint {{board}}',
  'paint.settings': 'Boards',
  'paint.program': 'Paint program',
  'paint.program.system': 'The system’s own',
  'paint.program.choose': 'Choose…',
  'paint.program.reset': 'Let the system choose',
  'paint.program-hint': 'Opens boards for painting. A working copy lies in the project’s folder paint.',
} as const

export const ko: Record<keyof typeof en, string> = {
  'paint.open': '그리기',
  'paint.open-hint': '그림 프로그램에서 그림을 엽니다. 거기서 저장할 때마다 필름에 들어옵니다.',
  'paint.command.open': '그림 프로그램에서 보드 열기',
  'paint.opened': '{{board}} 보드를 그림 프로그램에서 열었습니다. 거기서 저장하면 보드가 바뀝니다.',
  'paint.painted': '{{board}} 보드에 그림 프로그램에서 저장한 그림이 들어왔습니다.',
  'paint.edit': '{{board}} 그리기',
  'paint.settings': '보드',
  'paint.program': '그림 프로그램',
  'paint.program.system': '시스템 기본 프로그램',
  'paint.program.choose': '고르기…',
  'paint.program.reset': '시스템에 맡기기',
  'paint.program-hint': '보드를 그릴 때 엽니다. 작업 사본은 프로젝트의 paint 폴더에 있습니다.',
}
