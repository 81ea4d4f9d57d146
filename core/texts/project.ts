/** Error words of this area, keyed by code; `{{name}}` is filled from the error's details. */
export const en = {
  'timecode.syntax': '“{{timecode}}” is no timecode. Write hours:minutes:seconds:frames, for example 01:00:10:05.',
  'timecode.range': 'The timecode {{timecode}} has a field beyond its end (hours, minutes, seconds or frames).',
  'timecode.drop-frame':
    'The timecode {{timecode}} and the film disagree about drop-frame. Drop-frame has a semicolon before the frames.',
  'timecode.dropped-number':
    'Drop-frame timecode skips {{timecode}}. Use a later frame of that second, or the second before.',
} as const

export const ko: Record<keyof typeof en, string> = {
  'timecode.syntax': '“{{timecode}}”은(는) 타임코드가 아닙니다. 시:분:초:프레임으로 쓰세요. 예: 01:00:10:05',
  'timecode.range': '타임코드 {{timecode}}에 범위를 벗어난 값(시, 분, 초 또는 프레임)이 있습니다.',
  'timecode.drop-frame':
    '타임코드 {{timecode}}의 드롭 프레임 여부가 영화 설정과 다릅니다. 드롭 프레임은 프레임 앞에 세미콜론을 씁니다.',
  'timecode.dropped-number':
    '드롭 프레임 타임코드에는 {{timecode}}이(가) 없습니다. 그 초의 뒤쪽 프레임이나 앞 초를 쓰세요.',
}
