/** Depth of boards: estimated by a model, its relief and edges. */
export const en = {
  'depth.edit.estimate': 'Estimate depth of {{count}} boards',
  'depth.edit.estimate-one': 'Estimate depth',
  'depth.edit.relief': 'Change relief',
  'depth.edit.sharpening': 'Change depth edges',

  'depth.automatic-by': 'Estimated from the picture by {{network}}. Where it is unsure, the depth is a plane.',
  'depth.automatic-missing':
    'There is no depth network. Add one (Settings), choose another model, or ground, flat or a file.',
  'depth.estimating': 'Estimating depth',
  'depth.cancel': 'Cancel the estimate',
  'depth.again': 'Estimate again',
  'depth.relief': 'Relief',
  'depth.edges': 'Edges',
  'depth.edges-0': 'Soft',
  'depth.edges-2': 'Sharp',
  'depth.edges-4': 'Sharper',
  'depth.edges-other': '{{passes}} passes',
  'depth.job': 'Depth of boards: {{count}}',
  'depth.job-running': 'Depth {{percent}}%',
} as const

export const ko: Record<keyof typeof en, string> = {
  'depth.edit.estimate': '보드 {{count}}개의 깊이 추정',
  'depth.edit.estimate-one': '깊이 추정',
  'depth.edit.relief': '입체감 변경',
  'depth.edit.sharpening': '깊이 경계 변경',

  'depth.automatic-by': '그림에서 {{network}} 네트워크로 추정한 깊이입니다. 확신하지 못하는 곳은 평면이 됩니다.',
  'depth.automatic-missing': '깊이 네트워크가 없습니다. 설정에서 추가하거나 다른 모델이나 바닥, 평면, 파일을 고르세요.',
  'depth.estimating': '깊이를 추정하는 중',
  'depth.cancel': '추정 취소',
  'depth.again': '다시 추정',
  'depth.relief': '입체감',
  'depth.edges': '경계',
  'depth.edges-0': '부드러움',
  'depth.edges-2': '선명',
  'depth.edges-4': '더 선명',
  'depth.edges-other': '{{passes}}번',
  'depth.job': '보드의 깊이: {{count}}개',
  'depth.job-running': '깊이 {{percent}}%',
}
