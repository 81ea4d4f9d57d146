import { tensorWords } from './tensor-words.mjs'
import { fieldTable, meaningOf, rowsInside, table, typeText } from './field-tables.mjs'

/**
 * docs/pack-format.md: the reference of pack.json and template.json.
 *
 * @typedef {import('./field-tables.mjs').Schema} Schema
 * @typedef {{ name: string, dtype: string, shape: readonly (number | string)[] }} Tensor
 * @typedef {{ family: string, components: Readonly<Record<string, { inputs: readonly Tensor[], outputs: readonly Tensor[] }>> }} ShownPack
 * @typedef {{
 *   manifest: Schema, depthManifest: Schema, template: Schema,
 *   families: readonly ShownPack[],
 *   example: string,
 * }} PackPageInput `families`: a pack of each; `example`: the text of a whole pack.json
 */

/** What a family is; one without words here is listed with its components all the same. */
const familyWords = /** @type {Readonly<Record<string, string>>} */ ({
  'craneshot-embedded':
    'The model that comes with Craneshot: it draws the board from every camera and invents what that leaves open. `depth` may be left out.',
  'svd-cameractrl': 'Stable Video Diffusion told its cameras by CameraCtrl: [add a model](add-a-model.md).',
  'flow-camera': 'A flow-matching video transformer with a camera adapter.',
  depth: 'One network that estimates the depth of boards, for any other model.',
})

const lead = `# Pack format

A model pack is a folder: \`pack.json\`, its ONNX graphs, and the files of numbers that these read. Craneshot lists every folder of
its models folder that holds one (\`craneshot models\` says where that is), and \`--model FOLDER\` takes a pack from anywhere. What does
not fit the tables below is refused by the name of the field; a field that they do not have is refused too. Fields are needed
unless they say what leaving them out means, and are those of all families unless some are named. The file \`checked.json\`, written
beside pack.json, notes when large files were last found right.

This page is made from the schemas that the program reads packs with, by \`npm run docs\`.`

const templateLead = `## template.json

Graphs without weights of one model, and where each weight is found in the files that a user downloads: \`craneshot models add\` makes
a pack of the two. Templates are part of the program, in \`native-models/templates\`, a folder for each family and precision.`

/**
 * @param {PackPageInput} input
 * @returns {string} Markdown, not yet formatted
 */
export function packPage({ manifest, depthManifest, template, families, example }) {
  return [
    lead,
    '## pack.json',
    fileSections(manifest),
    '## pack.json of a network for depth',
    otherManifest(depthManifest, manifest),
    '## Families',
    'A family is a pipeline in code; it needs these components by these names. Channel counts are those of one model: a pack says its own. Pictures are planes of red, green and blue, rows from the top.',
    ...families.map(familySection),
    templateLead,
    fileSections(template),
    '## A whole pack.json',
    'Hashes and lengths are made up. `craneshot models check` compares those of a real pack with its files.',
    `\`\`\`json\n${example.trim()}\n\`\`\``,
    '',
  ].join('\n\n')
}

/**
 * One table of the plain fields, then a section for each field that holds others.
 *
 * @param {Schema} schema of a file; where it may be one of several, they follow each other
 * @returns {string}
 */
function fileSections(schema) {
  const variants = schema.anyOf ?? schema.oneOf
  if (variants) return variants.map((each) => [each.description ?? '', fileSections(each)].join('\n\n')).join('\n\n')
  const required = new Set(schema.required)
  const fields = Object.entries(schema.properties ?? {})
  const plain = fields.filter(([, field]) => !holdsFields(field))
  const holding = fields.filter(([, field]) => holdsFields(field))
  const plainRows = rowsInside({ ...schema, properties: Object.fromEntries(plain) }, '', schema.families ?? null)
  return [
    fieldTable(plainRows),
    ...holding.map(([name, field]) => section(name, field, schema.families ?? null, required.has(name))),
  ].join('\n\n')
}

/**
 * A manifest of another kind: what it has in common with the first is not told again.
 *
 * @param {Schema} other
 * @param {Schema} first
 */
function otherManifest(other, first) {
  const isSame = (/** @type {[string, Schema]} */ [name, field]) =>
    JSON.stringify(field) === JSON.stringify(first.properties?.[name])
  const fields = Object.entries(other.properties ?? {})
  const same = fields.filter(isSame).map(([name]) => `\`${name}\``)
  const components = Object.keys(other.properties?.['components']?.properties ?? {}).map((name) => `\`${name}\``)
  const own = fields.filter((field) => !isSame(field) && field[0] !== 'components')
  return [
    `As above: ${same.join(', ')}. Its \`components\` are ${components.join(', ')} alone, with the same fields as any.`,
    fileSections({ ...other, properties: Object.fromEntries(own) }),
  ].join('\n\n')
}

/** @param {Schema} field @returns {boolean} */
function holdsFields(field) {
  return (
    field.properties !== undefined ||
    typeof field.additionalProperties === 'object' ||
    (field.oneOf ?? field.anyOf)?.some(holdsFields) === true ||
    (field.items !== undefined && holdsFields(field.items))
  )
}

/**
 * @param {string} name
 * @param {Schema} field
 * @param {readonly string[] | null} families
 * @param {boolean} isRequired
 */
function section(name, field, families, isRequired) {
  const of = field.families ?? families
  const variants = field.oneOf ?? field.anyOf
  const kind = variants ? 'one of several objects' : typeText(field)
  const body = variants
    ? variants.flatMap((each) => [variantLead(each), fieldTable(rowsInside(each, name, of))])
    : [fieldTable(rowsInside(field, name, of))]
  return [`### ${name}`, `_${kind}_ – ${meaningOf(field, isRequired)}${familiesText(of)}`, ...body].join('\n\n')
}

/** @param {readonly string[] | null} families */
function familiesText(families) {
  return families === null ? '' : ` Only ${families.join(', ')}.`
}

/** @param {Schema} variant */
function variantLead({ properties, description = '', families }) {
  const [name] = Object.values(properties ?? {}).flatMap((each) =>
    typeof each.const === 'string' ? [`\`${each.const}\``] : [],
  )
  return `**${name ?? ''}** – ${description}${familiesText(families ?? null)}`
}

/** @param {ShownPack} pack */
function familySection({ family, components }) {
  const meaning = (/** @type {string} */ component, /** @type {Tensor} */ { name }) => {
    const words = tensorWords[family]?.[`${component}.${name}`]
    if (words === undefined)
      throw new Error(`scripts/docs/tensor-words.mjs has no words for ${family} ${component}.${name}`)
    return words
  }
  const rows = Object.entries(components).flatMap(([component, { inputs, outputs }]) => [
    ...inputs.map((tensor) => [`\`${component}\``, 'in', ...tensorCells(tensor), meaning(component, tensor)]),
    ...outputs.map((tensor) => [`\`${component}\``, 'out', ...tensorCells(tensor), meaning(component, tensor)]),
  ])
  const head = ['component', '', 'tensor', 'type', 'extents', 'what it is']
  return [`### ${family}`, familyWords[family] ?? '', table(head, rows)].join('\n\n')
}

/** @param {Tensor} tensor */
function tensorCells({ name, dtype, shape }) {
  return [`\`${name}\``, dtype, shape.join(' × ')]
}
