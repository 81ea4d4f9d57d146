/**
 * JSON Schema, as zod writes it with our words in it, to tables of fields in Markdown.
 *
 * @typedef {{
 *   type?: string | readonly string[], const?: unknown, enum?: readonly unknown[], pattern?: string,
 *   minimum?: number, maximum?: number, exclusiveMinimum?: number, exclusiveMaximum?: number,
 *   minItems?: number, maxItems?: number, minLength?: number,
 *   properties?: Readonly<Record<string, Schema>>, required?: readonly string[], additionalProperties?: Schema | boolean,
 *   items?: Schema, prefixItems?: readonly Schema[], anyOf?: readonly Schema[], oneOf?: readonly Schema[], default?: unknown,
 *   description?: string, unit?: string, absent?: string, form?: string, key?: string, families?: readonly string[]
 * }} Schema our own words: `absent` what leaving the field out means, `form` a pattern in words, `key` how the keys of a
 *   record are called, `families` which packs have the field (all, unless said)
 * @typedef {{ path: string, type: string, families: readonly string[] | null, meaning: string }} Row `families` null: all
 */

/** zod's bounds of a whole number, which nobody means. */
const unbounded = Number.MAX_SAFE_INTEGER

/**
 * The fields inside of a schema, each followed by those inside of it.
 *
 * @param {Schema} schema
 * @param {string} path of the schema itself, '' for the whole file
 * @param {readonly string[] | null} families of the schema itself; null for all
 * @returns {Row[]}
 */
export function rowsInside(schema, path, families) {
  const of = schema.families ?? families
  const variants = schema.oneOf ?? schema.anyOf
  if (variants) return variants.flatMap((each) => rowsInside(each, path, of))
  if (schema.properties) {
    const required = new Set(schema.required)
    return Object.entries(schema.properties).flatMap(([name, field]) => {
      const place = path === '' ? name : `${path}.${name}`
      return [rowOf(field, place, of, required.has(name)), ...rowsInside(field, place, of)]
    })
  }
  if (schema.items) return rowsInside(schema.items, `${path}[]`, of)
  if (typeof schema.additionalProperties === 'object')
    return rowsInside(schema.additionalProperties, `${path}.${schema.key ?? 'KEY'}`, of)
  return []
}

/**
 * @param {Schema} field
 * @param {string} path
 * @param {readonly string[] | null} families
 * @param {boolean} isRequired
 * @returns {Row}
 */
function rowOf(field, path, families, isRequired) {
  return { path, type: typeText(field), families: field.families ?? families, meaning: meaningOf(field, isRequired) }
}

/**
 * What a field means, and what it means to leave it out.
 *
 * @param {Schema} field
 * @param {boolean} isRequired
 */
export function meaningOf({ description = '', absent, default: own }, isRequired) {
  if (isRequired) return description
  const without = absent ?? (own === undefined ? 'it is not known' : JSON.stringify(own))
  return `${description} If left out: ${without}.`.trim()
}

/**
 * @param {Schema} schema
 * @returns {string}
 */
export function typeText(schema) {
  const bare = bareType(schema)
  return schema.unit === undefined ? bare : `${bare}, ${schema.unit}`
}

/**
 * @param {Schema} schema
 * @returns {string}
 */
function bareType(schema) {
  if (schema.form !== undefined && schema.type !== 'string') return schema.form
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return [...new Set(choices.map(bareType))].join(' or ')
  if (schema.const !== undefined) return code(schema.const)
  if (schema.enum) return schema.enum.map(code).join(' or ')
  if (Array.isArray(schema.type)) return schema.type.map((type) => bareType({ ...schema, type })).join(' or ')
  if (schema.type === 'array') return listText(schema)
  if (schema.type === 'integer') return `whole number${rangeText(schema)}`
  if (schema.type === 'number') return `number${rangeText(schema)}`
  if (schema.type === 'string') return `text${formText(schema)}`
  if (schema.type === 'object') return 'object'
  return String(schema.type)
}

/** @param {Schema} schema */
function listText(schema) {
  const items = schema.prefixItems?.[0] ?? schema.items
  return `list${countText(schema)}${items ? ` of ${manyOf(items)}` : ''}`
}

/** @param {Schema} items */
function manyOf(items) {
  return items.properties ? 'objects' : bareType(items)
}

/** @param {Schema} schema */
function formText({ form, pattern, minLength = 0 }) {
  if (form !== undefined) return ` (${form})`
  if (pattern !== undefined) return ` \`${pattern}\``
  return minLength > 0 ? ', not empty' : ''
}

/** @param {Schema} schema */
function countText({ minItems = 0, maxItems }) {
  if (minItems === maxItems) return ` (${minItems})`
  if (maxItems !== undefined) return ` (${minItems} to ${maxItems})`
  return minItems > 0 ? ` (${minItems} or more)` : ''
}

/** @param {Schema} schema */
function rangeText({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }) {
  const most = maximum === undefined || maximum >= unbounded ? null : numberText(maximum)
  const least = minimum === undefined || minimum <= -unbounded ? null : numberText(minimum)
  if (least !== null && most !== null) return `, ${least} to ${most}`
  const parts = [
    least === null ? [] : [`${least} or more`],
    exclusiveMinimum === undefined ? [] : [`above ${numberText(exclusiveMinimum)}`],
    most === null ? [] : [`at most ${most}`],
    exclusiveMaximum === undefined ? [] : [`below ${numberText(exclusiveMaximum)}`],
  ].flat()
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`
}

/** @param {number} value */
function numberText(value) {
  return value >= 1e6 ? value.toExponential().replace('e+', ' · 10^').replace(/^1 · /, '') : String(value)
}

/** @param {unknown} value */
function code(value) {
  return `\`${JSON.stringify(value)}\``
}

/**
 * @param {readonly Row[]} rows
 * @returns {string} Markdown; families are told where they differ
 */
export function fieldTable(rows) {
  const familyText = (/** @type {Row} */ { families }) => families?.join(', ') ?? 'all'
  const differ = new Set(rows.map(familyText)).size > 1
  const cells = rows.map((row) => {
    const { path, type, meaning } = row
    return [`\`${path}\``, type, ...(differ ? [familyText(row)] : []), meaning]
  })
  return table(['field', 'type', ...(differ ? ['families'] : []), 'meaning'], cells)
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 * @returns {string} Markdown
 */
export function table(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
