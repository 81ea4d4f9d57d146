export interface ProjectDialogProps {
  readonly open: boolean
  readonly onClose: () => void
}
