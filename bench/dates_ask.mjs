// Asks edtf.js what dates mean, as dates_ask.py asks other libraries: node dates_ask.mjs FOLDER RUNS < TEXTS.json
// FOLDER holds node_modules/edtf.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [folder, runs] = process.argv.slice(2)
const home = join(resolve(folder), 'node_modules', 'edtf')
const { default: edtf } = await import(pathToFileURL(join(home, 'index.js')))

function day(milliseconds) {
  if (milliseconds == null || !Number.isFinite(milliseconds)) return null
  const date = new Date(milliseconds)
  if (Number.isNaN(date.getTime())) throw new RangeError('beyond what a Date can hold')
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
}

function read(text) {
  const date = edtf(text)
  return [day(date.min), day(date.max)]
}

const texts = JSON.parse(readFileSync(0, 'utf8'))
const answers = texts.map((text) => {
  try {
    return read(text)
  } catch {
    return null
  }
})
const accepted = texts.filter((_, index) => answers[index] !== null)
const seconds = []
for (let run = 0; run < Number(runs); run++) {
  const start = performance.now()
  for (const text of accepted) read(text)
  seconds.push((performance.now() - start) / 1000)
}
const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
process.stdout.write(JSON.stringify({ version, answers, seconds }))
