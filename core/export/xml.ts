/** An XML element: its name, text or elements inside, and attributes. */
export interface XmlElement {
  readonly name: string
  readonly content: string | readonly XmlElement[]
  readonly attributes: Readonly<Record<string, string>>
}

/** An element with elements or text in it; numbers and booleans as editors write them. */
export function element(
  name: string,
  content: string | number | boolean | readonly XmlElement[],
  attributes: Readonly<Record<string, string>> = {},
): XmlElement {
  if (typeof content === 'boolean') return { name, content: content ? 'TRUE' : 'FALSE', attributes }
  return { name, content: typeof content === 'number' ? String(content) : content, attributes }
}

/** The element as indented XML text without a declaration. */
export function xmlText({ name, content, attributes }: XmlElement, indent = ''): string {
  const opening = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`)
  const tag = `${indent}<${name}${opening.join('')}`
  if (content.length === 0) return `${tag}/>\n`
  if (typeof content === 'string') return `${tag}>${escapeText(content)}</${name}>\n`
  return `${tag}>\n${content.map((each) => xmlText(each, `${indent}  `)).join('')}${indent}</${name}>\n`
}

/** What XML 1.0 cannot hold in any form becomes U+FFFD. */
const notInXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

function escapeText(text: string): string {
  return (
    text
      .replaceAll(notInXml, '\ufffd')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // A parser would turn a bare carriage return into a newline.
      .replaceAll('\r', '&#13;')
  )
}

/** A parser would turn bare tabs and line ends in an attribute into spaces. */
function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('\t', '&#9;').replaceAll('\n', '&#10;')
}
