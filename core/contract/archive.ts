import { z } from 'zod'

/** `archive.json`, the last file of an archive: what it holds, so that one byte that is wrong is noticed. */
export const archiveManifestSchema = z.strictObject({
  format: z.literal('craneshot-archive'),
  version: z.literal(1),
  files: z
    .array(
      z.strictObject({
        name: z.string().max(1000),
        bytes: z.number().int().min(0),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .max(1_000_000),
})
export type ArchiveManifest = z.infer<typeof archiveManifestSchema>
