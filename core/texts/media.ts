/** Error words of this area, keyed by code; `{{name}}` is filled from the error's details. */
export const en = {
  'media.missing': 'There is no file {{file}}. Check the name and the folder.',
  'media.folder': '{{file}} is a folder. Choose or drop the files in it instead.',
  'media.device': '{{file}} is a device or a socket. Choose a file.',
  'media.pipe': '{{file}} is a pipe. Save what comes out of it as a file and choose that.',
  'media.empty': '{{file}} is empty (0 bytes). Copy it again from where it came from.',
  'media.too-large-file': '{{file}} is larger than {{megabytes}} MB and was not read. Save it smaller.',
  'media.unreadable': '{{file}} cannot be read ({{reason}}). Check its permissions.',
  'media.changed':
    '{{file}} is not the file any more that was added to the project. Put that back, or add the new one as a picture of its own.',
  'media.link':
    '{{file}} is a link that leads out of the project, so it is not read. Put a copy of the file in its place.',
  'media.cache-full':
    'The disk with {{folder}} is full, where Craneshot keeps what it can make again. Free some space on it, then try again.',
  'media.write': '{{file}} cannot be written ({{reason}}). Check the free space and the permissions of the folder.',
  'media.picture.unknown': '{{file}} is not a picture. Choose a PNG, JPEG, WebP, TIFF, AVIF, PSD or EXR file.',
  'media.picture.refused-kind':
    '{{file}} is a {{kind}} file, which is not read. Save it as PNG, JPEG, WebP, TIFF, AVIF, PSD or EXR.',
  'media.picture.truncated': '{{file}} ends before the picture is complete. Copy it again from where it came from.',
  'media.picture.corrupt': '{{file}} is damaged and cannot be decoded. Open it in a picture editor and save it again.',
  'media.picture.too-large':
    '{{file}} has {{width}}×{{height}} pixels ({{megapixels}} megapixels); at most 100 are read. Save it smaller.',
  'media.picture.profile':
    '{{file}} has the colour profile “{{profile}}”, which cannot be converted. Convert it to sRGB in a picture editor.',
  'media.depth.unknown':
    '{{file}} is no depth raster. Choose a .npy file (float32, float64 or uint16, two dimensions), a grey PNG or an EXR.',
  'media.depth.shape':
    '{{file}} has the shape {{shape}}; a depth raster has two dimensions, height and width. Save one such plane.',
  'media.depth.colour':
    '{{file}} is a colour picture. Save the depth as one grey channel, brighter is farther, 16 bits if you can.',
  'media.depth.exr-kind':
    '{{file}} has no channel of depth (Z or a layer called depth), several parts, or DWA compression. Save one depth channel with ZIP compression.',
  'media.depth.corrupt': '{{file}} is damaged or cut off: {{reason}}. Copy it again from where it came from.',
  'media.memory':
    'Reading or writing the file took more than {{gigabytes}} GB of memory and was stopped. Save the picture or the depth smaller and try again.',
  'media.movie.encode': 'The movie {{file}} could not be written: {{reason}}. Check the free space of the disk.',
  'media.movie.disk-full':
    'The disk is full: the movie {{file}} could not be finished. Free some space and export it again.',
  'media.movie.frame':
    '{{file}} should be a picture of {{width}}×{{height}} pixels, but it has {{found}} bytes. Make the take or the preview again.',
  'media.sound.unknown':
    '{{file}} holds no sound that can be read. Choose a WAV, AIFF, MP3, M4A, FLAC, OGG, MP4 or MOV file.',
  'media.sound.none': '{{file}} has pictures but no sound. Choose a file with sound.',
  'media.sound.codec': 'The sound of {{file}} is coded as {{codec}}, which is not read. Save it as WAV.',
  'media.sound.corrupt': '{{file}} is damaged ({{reason}}). Open it in a sound editor and save it again.',
  'media.sound.truncated': '{{file}} ends before its sound is complete. Copy it again from where it came from.',
  'media.sound.too-long': '{{file}} is longer than {{minutes}} minutes, the most that is read. Cut it shorter.',
} as const

export const ko: Record<keyof typeof en, string> = {
  'media.missing': '{{file}} 파일이 없습니다. 이름과 폴더를 확인하세요.',
  'media.folder': '{{file}}은(는) 폴더입니다. 그 안의 파일을 고르거나 놓으세요.',
  'media.device': '{{file}}은(는) 장치나 소켓입니다. 파일을 고르세요.',
  'media.pipe': '{{file}}은(는) 파이프입니다. 거기서 나오는 것을 파일로 저장하고 그 파일을 고르세요.',
  'media.empty': '{{file}} 파일이 비어 있습니다(0바이트). 원본을 다시 복사하세요.',
  'media.too-large-file': '{{file}} 파일이 {{megabytes}}MB보다 커서 읽지 않았습니다. 더 작게 저장하세요.',
  'media.unreadable': '{{file}} 파일을 읽을 수 없습니다({{reason}}). 권한을 확인하세요.',
  'media.changed':
    '{{file}} 파일이 프로젝트에 추가할 때와 달라졌습니다. 원래 파일을 되돌려 놓거나 새 파일을 따로 추가하세요.',
  'media.link': '{{file}}은(는) 프로젝트 밖으로 이어지는 링크여서 읽지 않습니다. 그 자리에 파일의 사본을 넣으세요.',
  'media.cache-full':
    '다시 만들 수 있는 파일을 두는 {{folder}}의 디스크가 가득 찼습니다. 공간을 비운 다음 다시 시도하세요.',
  'media.write': '{{file}} 파일을 쓸 수 없습니다({{reason}}). 남은 공간과 폴더의 권한을 확인하세요.',
  'media.picture.unknown': '{{file}}은(는) 그림이 아닙니다. PNG, JPEG, WebP, TIFF, AVIF, PSD, EXR 파일을 고르세요.',
  'media.picture.refused-kind':
    '{{file}}은(는) {{kind}} 파일이라 읽지 않습니다. PNG, JPEG, WebP, TIFF, AVIF, PSD, EXR로 저장하세요.',
  'media.picture.truncated': '{{file}}의 그림이 중간에서 끊겼습니다. 원본을 다시 복사하세요.',
  'media.picture.corrupt': '{{file}}이(가) 손상되어 열 수 없습니다. 그림 편집기에서 열어 다시 저장하세요.',
  'media.picture.too-large':
    '{{file}}은(는) {{width}}×{{height}}픽셀({{megapixels}}메가픽셀)입니다. 100메가픽셀까지 읽으니 더 작게 저장하세요.',
  'media.picture.profile':
    '{{file}}의 색 프로파일 “{{profile}}”은(는) 변환할 수 없습니다. 그림 편집기에서 sRGB로 바꾸세요.',
  'media.depth.unknown':
    '{{file}}은(는) 깊이 래스터가 아닙니다. .npy(float32, float64, uint16의 2차원), 회색조 PNG, EXR 파일을 고르세요.',
  'media.depth.shape':
    '{{file}}의 모양은 {{shape}}입니다. 깊이 래스터는 높이와 너비의 2차원이어야 하니 그런 평면 하나를 저장하세요.',
  'media.depth.colour':
    '{{file}}은(는) 색 그림입니다. 깊이를 멀수록 밝은 회색조 한 채널로, 되도록 16비트로 저장하세요.',
  'media.depth.exr-kind':
    '{{file}}에 깊이 채널(Z, 또는 이름이 depth인 레이어)이 없거나, 여러 파트이거나, DWA로 압축되었습니다. 깊이 채널 하나를 ZIP 압축으로 저장하세요.',
  'media.depth.corrupt': '{{file}}이(가) 손상되었거나 끊겼습니다: {{reason}}. 원본을 다시 복사하세요.',
  'media.memory':
    '파일을 읽거나 쓰는 데 메모리가 {{gigabytes}}GB 넘게 들어 멈췄습니다. 그림이나 깊이를 더 작게 저장한 뒤 다시 해 보세요.',
  'media.movie.encode': '동영상 {{file}}을(를) 쓰지 못했습니다: {{reason}}. 디스크의 남은 공간을 확인하세요.',
  'media.movie.disk-full':
    '디스크가 가득 차서 동영상 {{file}} 파일을 다 쓰지 못했습니다. 공간을 비운 뒤 다시 내보내세요.',
  'media.movie.frame':
    '{{file}} 파일은 {{width}}×{{height}}픽셀 그림이어야 하는데 {{found}}바이트입니다. 테이크나 미리보기를 다시 만드세요.',
  'media.sound.unknown':
    '{{file}} 파일에는 읽을 수 있는 소리가 없습니다. WAV, AIFF, MP3, M4A, FLAC, OGG, MP4, MOV 파일을 고르세요.',
  'media.sound.none': '{{file}} 파일에는 화면만 있고 소리가 없습니다. 소리가 있는 파일을 고르세요.',
  'media.sound.codec': '{{file}} 파일의 소리는 {{codec}} 방식이라 읽지 않습니다. WAV로 저장하세요.',
  'media.sound.corrupt': '{{file}} 파일이 손상되었습니다({{reason}}). 소리 편집기에서 열어 다시 저장하세요.',
  'media.sound.truncated': '{{file}} 파일의 소리가 중간에서 끊겼습니다. 원본을 다시 복사하세요.',
  'media.sound.too-long': '{{file}} 파일은 읽을 수 있는 길이인 {{minutes}}분보다 깁니다. 더 짧게 자르세요.',
}
