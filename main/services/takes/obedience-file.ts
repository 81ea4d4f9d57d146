import { stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import {
  obedienceSchema,
  obedienceSummarySchema,
  type Obedience,
  type ObedienceSummary,
} from '../../../core/contract/obedience.ts'
import { takeFileNames } from '../../../core/contract/take.ts'
import { readWithin } from '../files/read-within.ts'
import { writeWhole } from '../projects/project-write.ts'

/** 100 000 frames have about 25 MB of text. */
const maximumBytes = 100_000_000

/** Digits that count: a camera is known to a thousandth of a degree and of a subject distance at best. */
const significantDigits = 7

const summarised = z.object({ version: obedienceSchema.shape.version, summary: obedienceSummarySchema })

/** What was measured of a take; null for one that was not, or whose file cannot be read: it can be measured again. */
export async function readObedience(takeFolder: string): Promise<Obedience | null> {
  return readAs(takeFolder, obedienceSchema)
}

/** The same in a few numbers. */
export async function readObedienceSummary(takeFolder: string): Promise<ObedienceSummary | null> {
  return (await readAs(takeFolder, summarised))?.summary ?? null
}

async function readAs<Value>(takeFolder: string, schema: z.ZodType<Value>): Promise<Value | null> {
  try {
    const bytes = await readWithin(path.join(takeFolder, takeFileNames.obedience), maximumBytes)
    return schema.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? null
  } catch {
    return null
  }
}

/**
 * Keeps what was measured beside the take's files; none of these is touched.
 * @returns false where there is no take any more, or its folder cannot be written
 */
export async function writeObedience(takeFolder: string, obedience: Obedience): Promise<boolean> {
  const recipe = await stat(path.join(takeFolder, takeFileNames.recipe)).catch(() => null)
  if (recipe === null) return false
  const rounded = (_: string, value: unknown): unknown =>
    typeof value === 'number' ? Number(value.toPrecision(significantDigits)) : value
  const text = `${JSON.stringify(obedience, rounded)}\n`
  return writeWhole(path.join(takeFolder, takeFileNames.obedience), text).then(
    () => true,
    () => false,
  )
}
