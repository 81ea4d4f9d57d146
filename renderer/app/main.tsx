import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../ui/tokens.css'
import '../ui/base.css'
import './app.css'
import { attempt, tellFailure } from '../state/notices.ts'
import { startStudio } from '../state/projects.ts'
import { App } from './app.tsx'

window.addEventListener('error', ({ error, message }) => tellFailure(error ?? new Error(message)))
window.addEventListener('unhandledrejection', ({ reason }) => tellFailure(reason))

const container = document.getElementById('root')
if (container === null) throw new Error('the page has no place for the window')
createRoot(container).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
attempt(startStudio)
