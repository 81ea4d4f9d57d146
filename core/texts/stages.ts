import type { Language } from './language.ts'

const en = {
  'board.picture': 'Reading the picture',
  'board.depth': 'Preparing the depth',
  'take.depth': 'Writing the depth',
  'take.provider': 'Trying the execution providers',
  'queue.earlier-job': 'Waiting for an earlier job',
  'queue.other-process': 'Waiting for another generation on this machine',
  'inference.load': 'Loading the model',
  'inference.depth': 'Estimating the depth',
  'inference.pose': 'Reading the camera path',
  'inference.cache': 'Drawing the 3D cache',
  'inference.denoise': 'Denoising',
  'inference.complete': 'Inventing what the camera uncovers',
  'inference.decode': 'Drawing the frames',
  'media.pictures': 'Writing pictures',
  'media.pages': 'Reading the pages',
  'media.movie': 'Writing the movie',
  'media.cache': 'Drawing the move',
  'media.sound.import': 'Reading the sound',
  'media.sound.peaks': 'Measuring the waveform',
  'media.sound.mix': 'Mixing the sound',
  'export.read': 'Reading the takes',
  'export.animatic': 'Drawing shots without a take',
  'export.shots': 'Writing the shots',
  'export.depth': 'Making takes again for their depth',
  'export.cut': 'Writing the cut',
  'export.files': 'Writing timelines, cameras and sounds',
  'export.boards': 'Reading the boards',
  'export.storyboard': 'Writing the storyboard',
  'plucker.write': 'Writing the camera embedding',
  'project.copy': 'Copying the project',
  'project.repair': 'Checking the files',
  'project.relink': 'Searching the folder',
  'project.archive': 'Writing the archive',
  'project.unarchive': 'Reading the archive',
  'doctor.provider': 'Trying the execution providers',
  'doctor.codecs': 'Asking for codecs',
} as const

/** A stage of a long task, as `Progress.stage` names it. */
export type Stage = keyof typeof en

const ko: Record<Stage, string> = {
  'board.picture': '그림을 읽는 중',
  'board.depth': '깊이를 준비하는 중',
  'take.depth': '깊이를 저장하는 중',
  'take.provider': '실행 장치를 시험하는 중',
  'queue.earlier-job': '앞선 작업을 기다리는 중',
  'queue.other-process': '이 컴퓨터의 다른 생성 작업을 기다리는 중',
  'inference.load': '모델을 불러오는 중',
  'inference.depth': '깊이를 추정하는 중',
  'inference.pose': '카메라 경로를 읽는 중',
  'inference.cache': '3D 캐시를 그리는 중',
  'inference.denoise': '노이즈를 걷어 내는 중',
  'inference.complete': '새로 드러나는 부분을 만드는 중',
  'inference.decode': '프레임을 그리는 중',
  'media.pictures': '그림을 쓰는 중',
  'media.pages': '페이지를 읽는 중',
  'media.movie': '동영상을 쓰는 중',
  'media.cache': '카메라 움직임을 그리는 중',
  'media.sound.import': '소리를 읽는 중',
  'media.sound.peaks': '파형을 재는 중',
  'media.sound.mix': '소리를 섞는 중',
  'export.read': '테이크를 읽는 중',
  'export.animatic': '테이크가 없는 샷을 그리는 중',
  'export.shots': '샷을 쓰는 중',
  'export.depth': '깊이를 쓰려고 테이크를 다시 만드는 중',
  'export.cut': '컷을 쓰는 중',
  'export.files': '타임라인, 카메라, 소리 파일을 쓰는 중',
  'export.boards': '보드를 읽는 중',
  'export.storyboard': '스토리보드를 쓰는 중',
  'plucker.write': '카메라 임베딩을 쓰는 중',
  'project.copy': '프로젝트를 복사하는 중',
  'project.repair': '파일을 확인하는 중',
  'project.relink': '폴더에서 찾는 중',
  'project.archive': '보관 파일을 쓰는 중',
  'project.unarchive': '보관 파일을 읽는 중',
  'doctor.provider': '실행 장치를 시험하는 중',
  'doctor.codecs': '코덱을 확인하는 중',
}

const words: Record<Language, Readonly<Record<string, string>>> = { en, ko }

/** The words of a stage; a stage without words shows its key, so that the slip is seen. */
export function stageText(stage: string, language: Language): string {
  return words[language][stage] ?? stage
}
