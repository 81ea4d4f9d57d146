/** Names inside a project's folder. */
export const projectFiles = {
  film: 'project.json',
  backup: 'project.json.backup',
  /** What project.json held when it could not be read. */
  damagedFilm: 'project.json.damaged',
  journal: 'journal.jsonl',
  /** The journal between the backup and project.json. */
  journalBackup: 'journal.jsonl.backup',
  damagedJournal: 'journal.damaged',
  history: 'history.json',
  workspace: 'workspace.json',
  /** How large the files in media are. */
  mediaSizes: 'media-sizes.json',
  lock: 'project.lock',
  /** Films that were kept before risky steps. */
  snapshots: 'snapshots',
  /** What a repair did not understand and moved out of the way. */
  setAside: 'set-aside',
  media: 'media',
  takes: 'takes',
} as const
