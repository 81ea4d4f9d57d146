/** Error words of this area, keyed by code; `{{name}}` is filled from the error's details. */
export const en = {
  'media.picture.psd-kind':
    '{{file}} is a Photoshop document of a kind that is not read ({{kind}}). Save it as RGB, grey or CMYK with 8 or 16 bits.',
  'media.picture.psd-flat':
    '{{file}} was saved without its flattened picture. Save it again with “Maximize compatibility” turned on.',
  'media.picture.tiff-kind':
    '{{file}} is a TIFF of a kind that is not read ({{kind}}). Save it as RGB or grey with 8 or 16 bits, compressed by LZW or not at all.',
  'media.picture.exr-kind':
    '{{file}} has no layer with the channels R, G, B or Y. Render the beauty into the file, or import a depth on the board.',
  'media.pdf.password': '{{file}} is protected with a password. Save a copy without one and import that.',
  'media.pdf.damaged': '{{file}} is damaged and its pages cannot be read. Export the PDF again.',
  'media.pdf.page-damaged': 'Page {{page}} of {{file}} cannot be drawn. Export the PDF again.',
  'media.pages.none': '{{file}} has no pages. Export it again.',
  'media.pages.too-many': '{{file}} has more than {{most}} pages. Split it and import the parts.',
  'import.folder.too-many': '{{file}} holds more than {{most}} files. Import its parts one after another.',
  'import.folder.empty': 'There are no pictures in {{file}}. Choose a folder with pictures.',
  'import.storyboarder.not-json':
    '{{file}} is damaged: it is no JSON ({{reason}}). Open it in Storyboarder and save it again.',
  'import.storyboarder.invalid':
    '{{file}} is no Storyboarder project: {{place}} {{problem}}. Choose a file that Storyboarder saved.',
  'import.storyboarder.script':
    '{{file}} is the list of a script’s scenes and has no boards. Import the .storyboarder files in its storyboards folder.',
  'import.storyboarder.no-picture':
    'Boards of {{file}} without a picture that can be read: {{count}}. They got an empty card; keep the images folder beside the file and import it again.',
  'import.storyboarder.sound': 'Sounds of {{file}} that were left out: {{count}}. Add them to the cut yourself.',
  'import.storyboarder.rate':
    '{{file}} has {{rate}} frames a second, this film {{filmRate}}. Durations were kept in seconds.',
  'import.fountain.not-text': '{{file}} is no plain text. Export the script as Fountain.',
  'import.fountain.no-scenes':
    '{{file}} has no scenes. Begin each with a heading such as “INT. KITCHEN - DAY” or “.KITCHEN”.',
  'import.too-large': '{{file}} would make {{count}} shots; a film holds {{most}}. Import it in parts.',
  'command.import.nothing': 'No file was imported into {{folder}}. {{reasons}}',
  'command.import.not-project': '{{folder}} is neither a project nor a new or empty folder. Choose one of these.',
} as const

export const ko: Record<keyof typeof en, string> = {
  'media.picture.psd-kind':
    '{{file}}은(는) 읽지 않는 종류의 포토샵 문서입니다({{kind}}). 8비트나 16비트의 RGB, 회색조, CMYK로 저장하세요.',
  'media.picture.psd-flat': '{{file}}에 병합된 그림이 없습니다. “호환성 최대화”를 켜고 다시 저장하세요.',
  'media.picture.tiff-kind':
    '{{file}}은(는) 읽지 않는 종류의 TIFF입니다({{kind}}). 8비트나 16비트의 RGB 또는 회색조로, LZW 압축이나 압축 없이 저장하세요.',
  'media.picture.exr-kind':
    '{{file}}에 R, G, B 채널이나 Y 채널이 있는 레이어가 없습니다. 완성 화면을 함께 렌더링하거나 보드의 깊이로 가져오세요.',
  'media.pdf.password': '{{file}}은(는) 암호로 보호되어 있습니다. 암호 없는 사본을 저장해 가져오세요.',
  'media.pdf.damaged': '{{file}}이(가) 손상되어 페이지를 읽을 수 없습니다. PDF를 다시 내보내세요.',
  'media.pdf.page-damaged': '{{file}}의 {{page}}쪽을 그릴 수 없습니다. PDF를 다시 내보내세요.',
  'media.pages.none': '{{file}}에 페이지가 없습니다. 다시 내보내세요.',
  'media.pages.too-many': '{{file}}의 페이지가 {{most}}쪽보다 많습니다. 나누어 가져오세요.',
  'import.folder.too-many': '{{file}}에 파일이 {{most}}개보다 많습니다. 나누어 가져오세요.',
  'import.folder.empty': '{{file}}에 그림이 없습니다. 그림이 있는 폴더를 고르세요.',
  'import.storyboarder.not-json':
    '{{file}}이(가) 손상되었습니다. JSON이 아닙니다({{reason}}). Storyboarder에서 열어 다시 저장하세요.',
  'import.storyboarder.invalid':
    '{{file}}은(는) Storyboarder 프로젝트가 아닙니다: {{place}} {{problem}}. Storyboarder에서 저장한 파일을 고르세요.',
  'import.storyboarder.script':
    '{{file}}은(는) 대본의 씬 목록이라 보드가 없습니다. storyboards 폴더에 있는 .storyboarder 파일을 가져오세요.',
  'import.storyboarder.no-picture':
    '{{file}}의 보드 {{count}}개는 읽을 수 있는 그림이 없어 빈 카드로 넣었습니다. images 폴더를 파일 옆에 두세요.',
  'import.storyboarder.sound': '{{file}}의 소리 {{count}}개는 가져오지 않았습니다. 컷에 직접 추가하세요.',
  'import.storyboarder.rate':
    '{{file}}은(는) 초당 {{rate}}프레임이고 이 필름은 {{filmRate}}프레임입니다. 길이는 초 단위로 맞췄습니다.',
  'import.fountain.not-text': '{{file}}은(는) 일반 텍스트가 아닙니다. 대본을 Fountain으로 내보내세요.',
  'import.fountain.no-scenes':
    '{{file}}에 씬이 없습니다. 씬마다 “INT. 부엌 - 낮”이나 “.부엌” 같은 제목으로 시작하세요.',
  'import.too-large': '{{file}}에서 샷 {{count}}개가 나오는데 필름에는 {{most}}개까지 들어갑니다. 나누어 가져오세요.',
  'command.import.nothing': '{{folder}}에 아무것도 가져오지 못했습니다. {{reasons}}',
  'command.import.not-project': '{{folder}}은(는) 프로젝트도, 새 폴더나 빈 폴더도 아닙니다. 그중 하나를 고르세요.',
}
