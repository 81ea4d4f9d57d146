import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../ui/tokens.css'
import '../ui/base.css'
import './app.css'
import { openDraft } from '../state/drafts.ts'
import { newVisit } from '../state/film-store.ts'
import { attempt, tellFailure } from '../state/notices.ts'
import { startStudio } from '../state/projects.ts'
import { connectDrafts } from '../ui/fields/draft-owner.ts'
import { App } from './app.tsx'

window.addEventListener('error', ({ error, message }) => tellFailure(error ?? new Error(message)))
window.addEventListener('unhandledrejection', ({ reason }) => tellFailure(reason))

connectDrafts({ openDraft, newVisit })

const container = document.getElementById('root')
if (container === null) throw new Error('the page has no place for the window')
createRoot(container).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
attempt(startStudio)
