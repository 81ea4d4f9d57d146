import * as batch from './batch.ts'
import * as board from './board.ts'
import * as boardView from './board-view.ts'
import * as camera from './camera.ts'
import * as commands from './commands.ts'
import * as controls from './controls.ts'
import * as cut from './cut.ts'
import * as deliver from './deliver.ts'
import * as deliverStoryboard from './deliver-storyboard.ts'
import * as depth from './depth.ts'
import * as depthModels from './depth-models.ts'
import * as disk from './disk.ts'
import * as edits from './edits.ts'
import * as generate from './generate.ts'
import * as importing from './import.ts'
import * as modelControls from './model-controls.ts'
import * as models from './models.ts'
import * as obedience from './obedience.ts'
import * as paint from './paint.ts'
import * as queue from './queue.ts'
import * as recovery from './recovery.ts'
import * as recording from './recording.ts'
import * as keys from './keys.ts'
import * as keyTransform from './key-transform.ts'
import * as settings from './settings.ts'
import * as shell from './shell.ts'
import * as shotInspector from './shot-inspector.ts'
import * as story from './story.ts'
import * as storyCommands from './story-commands.ts'
import * as takes from './takes.ts'
import type { ErrorDetails } from '../../contract/errors.ts'
import { fillText, type Language } from '../language.ts'

const en = {
  ...batch.en,
  ...board.en,
  ...boardView.en,
  ...camera.en,
  ...commands.en,
  ...controls.en,
  ...cut.en,
  ...deliver.en,
  ...deliverStoryboard.en,
  ...depth.en,
  ...depthModels.en,
  ...disk.en,
  ...edits.en,
  ...generate.en,
  ...importing.en,
  ...modelControls.en,
  ...models.en,
  ...obedience.en,
  ...paint.en,
  ...queue.en,
  ...recovery.en,
  ...recording.en,
  ...keys.en,
  ...keyTransform.en,
  ...settings.en,
  ...shell.en,
  ...story.en,
  ...storyCommands.en,
  ...takes.en,
  ...shotInspector.en,
}

/** A text of the window, e.g. `board.empty.title`: its area's file, then what it says. */
export type StudioTextKey = keyof typeof en

const ko: Record<StudioTextKey, string> = {
  ...batch.ko,
  ...board.ko,
  ...boardView.ko,
  ...camera.ko,
  ...commands.ko,
  ...controls.ko,
  ...cut.ko,
  ...deliver.ko,
  ...deliverStoryboard.ko,
  ...depth.ko,
  ...depthModels.ko,
  ...disk.ko,
  ...edits.ko,
  ...generate.ko,
  ...importing.ko,
  ...modelControls.ko,
  ...models.ko,
  ...obedience.ko,
  ...paint.ko,
  ...queue.ko,
  ...recovery.ko,
  ...recording.ko,
  ...keys.ko,
  ...keyTransform.ko,
  ...settings.ko,
  ...shell.ko,
  ...story.ko,
  ...storyCommands.ko,
  ...takes.ko,
  ...shotInspector.ko,
}

export const studioTexts: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, ko }

/** The words for a user of that language, with `{{name}}` filled from `details`. A key without words shows itself. */
export function studioText(key: StudioTextKey, language: Language, details: ErrorDetails = {}): string {
  return fillText(studioTexts[language][key] ?? key, details)
}
