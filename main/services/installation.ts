/** What is installed, by version; null for what is not there. */
export interface Installation {
  readonly craneshot: string
  readonly onnxruntime: string | null
  readonly electron: string | null
  /** Electron's package comes without its program, which is downloaded at the first start. */
  readonly electronIsDownloaded: boolean
}
