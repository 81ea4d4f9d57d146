import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../tokens.css'
import '../base.css'
import { UiRoot } from '../ui-root.tsx'
import { ButtonSamples } from './button-samples.tsx'
import { FeedbackSamples } from './feedback-samples.tsx'
import styles from './gallery.module.css'
import { LayoutSamples } from './layout-samples.tsx'
import { MenuSamples } from './menu-samples.tsx'
import { PictureSamples } from './picture-samples.tsx'
import { ValueSamples } from './value-samples.tsx'

/**
 * Every building block in every state, for its makers only: `npx vite renderer/ui/gallery`, in Korean with
 * `?language=ko`.
 */
const language = new URLSearchParams(location.search).get('language') === 'ko' ? 'ko' : 'en'
document.documentElement.lang = language

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no #root')
createRoot(root).render(
  <StrictMode>
    <UiRoot language={language}>
      <main className={styles['page']}>
        <h1 className={styles['title']}>Craneshot</h1>
        <div className={styles['column']}>
          <ButtonSamples />
          <MenuSamples />
        </div>
        <ValueSamples />
        <FeedbackSamples />
        <PictureSamples />
        <LayoutSamples />
      </main>
    </UiRoot>
  </StrictMode>,
)
