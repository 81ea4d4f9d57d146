/** Error words of this area, keyed by code; `{{name}}` is filled from the error's details. */
export const en = {
  'cache.raster.length':
    'The raster should hold {{width}}×{{height}} values but holds {{found}}. Give the size that the data really has.',
  'cache.depth.no-valid':
    'The depth picture has no usable value: every one is zero, negative or not a number. Choose another depth picture, or use “flat” or “ground”.',
  'cache.depth.invalid':
    'The depth at column {{column}}, row {{row}} is {{value}}. Depth has to be a positive number; repair the depth picture or let the studio normalise it.',
  'cache.depth.horizon': 'The horizon is {{value}}. It has to lie between 0 (top of the picture) and 1 (bottom).',
  'cache.operation.unknown': 'There is no operation on depth called “{{operation}}”. Use one of: {{known}}.',
  'cache.operation.numbers': '“{{operation}}” is not written right. Write {{usage}}.',
  'cache.size': 'The cache cannot draw at {{width}}×{{height}}. Choose a size between 1 and {{limit}} pixels a side.',
  'cache.condition.size':
    'The size {{width}}×{{height}} does not divide into cells of 8 pixels. Choose a width and height that are multiples of 8.',
  'cache.camera':
    'The camera has a value that is not usable: {{name}} is {{value}}. Check the path and the lens of the shot.',
} as const

export const ko: Record<keyof typeof en, string> = {
  'cache.raster.length':
    '래스터에는 {{width}}×{{height}}개의 값이 있어야 하지만 {{found}}개가 있습니다. 데이터의 실제 크기를 지정하세요.',
  'cache.depth.no-valid':
    '깊이 그림에 쓸 수 있는 값이 없습니다. 모든 값이 0이거나 음수이거나 숫자가 아닙니다. 다른 깊이 그림을 고르거나 “flat” 또는 “ground”를 사용하세요.',
  'cache.depth.invalid':
    '{{column}}열 {{row}}행의 깊이가 {{value}}입니다. 깊이는 양수여야 합니다. 깊이 그림을 고치거나 스튜디오에서 정규화하세요.',
  'cache.depth.horizon': '지평선 값이 {{value}}입니다. 0(그림 위쪽)과 1(아래쪽) 사이여야 합니다.',
  'cache.operation.unknown': '“{{operation}}”라는 깊이 작업은 없습니다. 다음 가운데 하나를 쓰세요: {{known}}.',
  'cache.operation.numbers': '“{{operation}}”의 형식이 맞지 않습니다. {{usage}}처럼 쓰세요.',
  'cache.size': '{{width}}×{{height}} 크기로는 캐시를 그릴 수 없습니다. 한 변을 1에서 {{limit}} 픽셀 사이로 고르세요.',
  'cache.condition.size':
    '{{width}}×{{height}} 크기는 8픽셀 칸으로 나누어지지 않습니다. 너비와 높이를 8의 배수로 고르세요.',
  'cache.camera': '카메라에 쓸 수 없는 값이 있습니다: {{name}} 값이 {{value}}입니다. 샷의 경로와 렌즈를 확인하세요.',
}
