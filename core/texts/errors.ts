import * as cache from './cache.ts'
import * as camera from './camera.ts'
import * as command from './command.ts'
import * as depth from './depth-network.ts'
import * as exporting from './export.ts'
import * as importing from './import.ts'
import * as inference from './inference.ts'
import * as media from './media.ts'
import * as paint from './paint.ts'
import * as project from './project.ts'
import * as queue from './queue.ts'
import * as recording from './recording.ts'
import * as repair from './project-repair.ts'
import * as takes from './takes.ts'
import * as weights from './weights.ts'

const en = {
  ...cache.en,
  ...camera.en,
  ...command.en,
  ...depth.en,
  ...exporting.en,
  ...importing.en,
  ...inference.en,
  ...media.en,
  ...paint.en,
  ...project.en,
  ...queue.en,
  ...recording.en,
  ...repair.en,
  ...takes.en,
  ...weights.en,
}

/** Every named error of the product has words here, in both languages; the types see to it. */
export type ErrorCode = keyof typeof en

const ko: Record<ErrorCode, string> = {
  ...cache.ko,
  ...camera.ko,
  ...command.ko,
  ...depth.ko,
  ...exporting.ko,
  ...importing.ko,
  ...inference.ko,
  ...media.ko,
  ...paint.ko,
  ...project.ko,
  ...queue.ko,
  ...recording.ko,
  ...repair.ko,
  ...takes.ko,
  ...weights.ko,
}

export const errorTexts = { en, ko }
