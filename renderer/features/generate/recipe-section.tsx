import { Copy, RotateCw } from 'lucide-react'
import { useState } from 'react'
import { StudioError } from '../../../core/contract/errors.ts'
import type { TakeSummary } from '../../../core/contract/studio.ts'
import type { Shot } from '../../../core/project/schema/shot.ts'
import { takeInCut } from '../../../core/project/take-in-cut.ts'
import { errorText } from '../../../core/texts/language.ts'
import { usePacks } from '../../state/board-view/shot-geometry.ts'
import { useTakes } from '../../state/mirrors.ts'
import { attempt } from '../../state/notices.ts'
import { takesOfShot } from '../../state/shots.ts'
import { Button } from '../../ui/controls/button.tsx'
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx'
import { Spinner } from '../../ui/feedback/spinner.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useLanguage, useText } from '../../ui/use-text.ts'
import { generateView } from './generate-store.ts'
import { stagedTakes } from './on-stage.ts'
import styles from './recipe.module.css'
import { recipeRows } from './recipe-rows.ts'
import { takeNumbers } from './take-numbers.ts'
import { makeAgain, useRecipe } from './take-recipe-store.ts'

/** What the take that is looked at was made from, with everything that decides its pixels. */
export function RecipeSection({ shot }: { readonly shot: Shot }) {
  const text = useText()
  const all = useTakes((takes) => takes)
  const [open, setOpen] = useState(false)
  const takes = takesOfShot(all, shot.id)
  const staged = generateView.use(({ stage }) => stage)
  const take = stagedTakes(shot.id, all, staged)[0] ?? takeInCut(shot, all)
  if (take === null) return null
  const numbers = takeNumbers(takes)
  return (
    <Section title={text('recipe.title', { number: numbers.get(take.id) ?? 0 })} open={open} onOpenChange={setOpen}>
      {open && <Recipe take={take} numbers={numbers} />}
    </Section>
  )
}

interface RecipeProps {
  readonly take: TakeSummary
  readonly numbers: ReadonlyMap<string, number>
}

function Recipe({ take, numbers }: RecipeProps) {
  const text = useText()
  const { answer, readAgain } = useRecipe(take)
  const packs = usePacks()
  if (answer === null) return <Spinner size="compact" />
  if (answer.state === 'failed') return <Unreadable error={answer.error} onReadAgain={readAgain} />
  const { recipe, same } = answer.found
  const { id, version } = recipe.spec.pack
  const name = packs.find((pack) => pack.id === id && pack.version === version)?.name ?? null
  const rows = recipeRows(recipe, take, name, text)
  const copy = (): void => void navigator.clipboard.writeText(JSON.stringify(recipe, null, 2))
  const sameNames = same.flatMap((other) => numbers.get(other) ?? []).toSorted((a, b) => a - b)
  return (
    <>
      <dl className={styles['rows']} data-selectable>
        {rows.map(({ label, value, whole }) => (
          <div key={label} className={styles['row']}>
            <dt>{label}</dt>
            <dd title={whole}>{value}</dd>
          </div>
        ))}
      </dl>
      {sameNames.length > 0 && <p className={styles['same']}>{text('recipe.same', { takes: sameNames.join(', ') })}</p>}
      <p className={styles['hint']}>{text('recipe.promise')}</p>
      <div className={styles['ways']}>
        <Button icon={<Copy />} onClick={copy}>
          {text('recipe.copy')}
        </Button>
        <Button icon={<RotateCw />} onClick={() => attempt(() => makeAgain(take))}>
          {text('recipe.again')}
        </Button>
      </div>
    </>
  )
}

function Unreadable({ error, onReadAgain }: { readonly error: unknown; readonly onReadAgain: () => void }) {
  const text = useText()
  const language = useLanguage()
  const words =
    error instanceof StudioError ? errorText(error.code, error.details, language) : text('recipe.unreadable.bug')
  return (
    <ErrorNotice
      title={text('recipe.unreadable')}
      words={words}
      action={<Button onClick={onReadAgain}>{text('recipe.read-again')}</Button>}
    />
  )
}
