// Bundle Vega for live pictures, and collect the licences of what went into it; see README.md.
import { build } from "esbuild"
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs"

const TARGET = "../../finlit/web/live_picture/static"
const { metafile } = await build({
  entryPoints: ["entry.js"],
  outfile: `${TARGET}/vega.min.js`,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  metafile: true,
  legalComments: "none",
})
const files = Object.values(metafile.outputs)[0].inputs
const used = Object.entries(files).filter(([, { bytesInOutput }]) => bytesInOutput)
const names = new Set(used.map(([file]) => file.match(/node_modules\/([^/]+)\//)?.[1]).filter(Boolean))
const texts = new Map()
for (const name of [...names].sort()) {
  const about = JSON.parse(readFileSync(`node_modules/${name}/package.json`))
  const file = readdirSync(`node_modules/${name}`).find((each) => /^licen[cs]e/i.test(each))
  if (!file || !existsSync(`node_modules/${name}/${file}`)) throw new Error(`${name} has no licence text`)
  const text = readFileSync(`node_modules/${name}/${file}`, "utf8").trim()
  texts.set(text, [...(texts.get(text) || []), `${name} ${about.version}`])
}
const parts = [...texts].map(([text, who]) => `${who.join(", ")}\n\n${text}\n`)
writeFileSync(`${TARGET}/vega.LICENSE.txt`, parts.join(`\n${"-".repeat(80)}\n\n`))
