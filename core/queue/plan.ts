/** A job as a plan sees it, in the order in which jobs run. */
export interface PlannedJob {
  readonly id: string
  /** Milliseconds that it still runs; null where nobody knows. */
  readonly milliseconds: number | null
}

export interface QueuePlan {
  /** Jobs that end by the time that was asked for. */
  readonly fitting: number
  /** Jobs whose end is not known, because their time or that of one before them is not. */
  readonly unknown: number
  /** When the last job ends, milliseconds since 1970; null where nobody knows, or nothing is left. */
  readonly endsAt: number | null
}

/**
 * How many jobs end by a time, when they run one after another from now on.
 * @param now milliseconds since 1970, as `until`
 */
export function planJobs(jobs: readonly PlannedJob[], now: number, until: number): QueuePlan {
  let endsAt: number | null = jobs.length === 0 ? null : now
  let fitting = 0
  let unknown = 0
  for (const { milliseconds } of jobs) {
    endsAt = endsAt === null || milliseconds === null ? null : endsAt + milliseconds
    if (endsAt === null) unknown++
    else if (endsAt <= until) fitting++
  }
  return { fitting, unknown, endsAt }
}

/**
 * The next time that a clock shows, after now.
 * @param clock `08:00`, 24 hours, local time
 * @returns milliseconds since 1970; null for what is no time
 */
export function nextTimeOfClock(clock: string, now: number): number | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock)
  if (match === null) return null
  const [hours, minutes] = [Number(match[1]), Number(match[2])]
  const day = new Date(now)
  const today = new Date(day.getFullYear(), day.getMonth(), day.getDate(), hours, minutes).getTime()
  if (today > now) return today
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1, hours, minutes).getTime()
}
