/** The bundler puts the program's bytes into the bundle, so that no file has to be found beside it. */
declare module '@hyzyla/pdfium/pdfium.wasm' {
  const bytes: Uint8Array<ArrayBuffer>
  export default bytes
}
