/** Error words of this area, keyed by code; `{{name}}` is filled from the error's details. */
export const en = {
  'camera.move.unknown': 'There is no camera move "{{move}}". Moves: {{known}}.',
  'camera.move.amount': 'The camera move "{{move}}" takes a number from {{minimum}} to {{maximum}}, not "{{amount}}".',
  'camera.too-far':
    'Camera {{camera}} of the path lies too far away or zooms too far to be computed. Check the numbers of the path, its scale (--subject-distance) and the amounts of its moves.',
  'camera.pose-file.empty':
    '{{file}} holds no camera poses. A pose file has one line of 19 numbers a frame after its first line.',
  'camera.pose-file.columns':
    '{{file}}, line {{line}}: {{found}} numbers instead of {{expected}}. Every pose needs a time, four lens numbers, two zeros and twelve matrix numbers, or all of them without the time.',
  'camera.pose-file.number':
    '{{file}}, line {{line}}, column {{column}}: "{{found}}" is not a number. Write numbers like -0.25 or 1e-7, with a point.',
  'camera.pose-file.not-finite':
    '{{file}}, line {{line}}, column {{column}}: "{{found}}" is infinite or not a number. The program that wrote the file failed at this pose; export it again or delete the line.',
  'camera.pose-file.order':
    '{{file}}, line {{line}}, column {{column}}: the time {{found}} does not come after {{previous}}. Sort the lines by time and delete doubles.',
  'camera.pose-file.lens':
    '{{file}}, line {{line}}, column {{column}}: the lens number {{found}} is not between {{minimum}} and {{maximum}}. Focal lengths and centres are parts of the picture: divide pixels by its width or height.',
  'camera.pose-file.rotation':
    '{{file}}, line {{line}}, columns {{column}} to {{lastColumn}}: the matrix is not a rotation. It must be world-to-camera, row by row, without scale.',
  'camera.pose-file.mirrored':
    '{{file}}, line {{line}}, columns {{column}} to {{lastColumn}}: the matrix mirrors the world. Turn two axes when you convert, never one alone.',
  'camera.pose-file.json':
    '{{file}} is not a list of poses in JSON. It must be an array with one array of 18 numbers a frame.',
  'camera.npy.format': '{{file}} is not a NumPy array file (.npy). Save the array with numpy.save.',
  'camera.npy.type':
    '{{file}} holds numbers of type "{{found}}"; float32, float64 and uint16, little-endian, can be read. Convert the array with astype before you save it.',
  'camera.npy.order':
    '{{file}} is stored column by column (Fortran order). Save numpy.ascontiguousarray of the array instead.',
  'camera.npy.length':
    '{{file}} has {{found}} bytes of numbers where its shape needs {{expected}}. The file is damaged or cut off; save it again.',
} as const

export const ko: Record<keyof typeof en, string> = {
  'camera.move.unknown': '"{{move}}"(이)라는 카메라 움직임은 없습니다. 쓸 수 있는 움직임: {{known}}.',
  'camera.move.amount':
    '카메라 움직임 "{{move}}"에는 {{minimum}}에서 {{maximum}} 사이의 수가 필요합니다. "{{amount}}"은(는) 쓸 수 없습니다.',
  'camera.too-far':
    '경로의 {{camera}}번째 카메라가 너무 멀리 있거나 너무 많이 확대되어 계산할 수 없습니다. 경로의 수, 길이 단위(--subject-distance), 움직임의 양을 확인하세요.',
  'camera.pose-file.empty':
    '{{file}}에 카메라 포즈가 없습니다. 포즈 파일은 첫 줄 다음부터 프레임마다 수 19개를 한 줄에 적습니다.',
  'camera.pose-file.columns':
    '{{file}} {{line}}번째 줄: 수가 {{expected}}개여야 하는데 {{found}}개입니다. 포즈마다 시각 1개, 렌즈 4개, 0 두 개, 행렬 12개가 필요하며 시각은 모든 줄에서 함께 뺄 수 있습니다.',
  'camera.pose-file.number':
    '{{file}} {{line}}번째 줄 {{column}}번째 열: "{{found}}"은(는) 수가 아닙니다. -0.25나 1e-7처럼 소수점을 써서 적으세요.',
  'camera.pose-file.not-finite':
    '{{file}} {{line}}번째 줄 {{column}}번째 열: "{{found}}"은(는) 무한대이거나 수가 아닙니다. 파일을 쓴 프로그램이 이 포즈에서 실패했습니다. 다시 내보내거나 그 줄을 지우세요.',
  'camera.pose-file.order':
    '{{file}} {{line}}번째 줄 {{column}}번째 열: 시각 {{found}}이(가) {{previous}}보다 뒤가 아닙니다. 줄을 시각 순서로 정렬하고 겹치는 줄을 지우세요.',
  'camera.pose-file.lens':
    '{{file}} {{line}}번째 줄 {{column}}번째 열: 렌즈 값 {{found}}이(가) {{minimum}}과 {{maximum}} 사이에 있지 않습니다. 초점 거리와 중심은 화면에 대한 비율입니다. 픽셀 값을 너비나 높이로 나누세요.',
  'camera.pose-file.rotation':
    '{{file}} {{line}}번째 줄 {{column}}–{{lastColumn}}번째 열: 회전 행렬이 아닙니다. 월드에서 카메라로 가는 행렬을 행 순서로, 크기 변화 없이 적어야 합니다.',
  'camera.pose-file.mirrored':
    '{{file}} {{line}}번째 줄 {{column}}–{{lastColumn}}번째 열: 행렬이 월드를 거울처럼 뒤집습니다. 변환할 때 축은 하나가 아니라 두 개를 함께 뒤집으세요.',
  'camera.pose-file.json':
    '{{file}}은(는) JSON 포즈 목록이 아닙니다. 프레임마다 수 18개짜리 배열이 하나씩 든 배열이어야 합니다.',
  'camera.npy.format': '{{file}}은(는) NumPy 배열 파일(.npy)이 아닙니다. numpy.save로 저장하세요.',
  'camera.npy.type':
    '{{file}}의 수 형식은 "{{found}}"입니다. 리틀 엔디언 float32, float64, uint16만 읽을 수 있습니다. astype으로 바꾸어 저장하세요.',
  'camera.npy.order':
    '{{file}}은(는) 열 우선(포트란 순서)으로 저장되어 있습니다. numpy.ascontiguousarray로 바꾸어 저장하세요.',
  'camera.npy.length':
    '{{file}}의 수 데이터는 {{found}}바이트인데 배열 모양에는 {{expected}}바이트가 필요합니다. 파일이 손상되었거나 잘렸습니다. 다시 저장하세요.',
}
