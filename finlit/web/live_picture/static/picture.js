// One chart: drawn once by Vega and then only changed, mark by mark, from frame to frame.

import { View, changeset, expressionInterpreter, parse } from "./vega.min.js"

const ROWS = "rows"
const CONTINUOUS = new Set(["linear", "log", "pow", "sqrt", "symlog", "time", "utc"])
const LEAST_FILLED = 0.4 // an axis that the picture fills less than this is drawn anew
const HEADROOM = 1.15 // beyond the data, so that it is not drawn anew at every step

export class Picture {
  constructor(place, { vega, spec, rows, columns }) {
    this.place = place
    this.spec = spec
    this.tall = vega.height
    this.axes = vega.scales.filter(canHold).map((scale) => scale.name)
    this.isStretchy = this.axes.includes("y") // bars with a row each need their height
    this.tuples = []
    this.held = false
    this.turn = 0
    this.view = new View(parse(withHolds(vega), {}, { ast: true }), {
      expr: expressionInterpreter,
      renderer: "svg",
      container: place,
    })
    this.view.tooltip(() => {}) // see reading.js
    this.size()
    this.put(rows, columns)
    this.run()
  }

  // Bring the drawing up to date; `turn` says that it has changed.
  run() {
    this.view.run()
    this.turn += 1
  }

  // Set the size from the place; whether it has changed.
  size(height = this.tall) {
    const width = this.place.clientWidth
    if (!width || (width === this.width && height === this.height)) return false
    this.view.width(width).height(height)
    Object.assign(this, { width, height })
    return true
  }

  draw({ rows, columns }) {
    this.put(rows, columns)
    this.run()
    return this.held && this.refit()
  }

  // Change the cells that differ, so that Vega and the browser touch those marks alone.
  put(count, columns) {
    const change = changeset()
    const both = Math.min(count, this.tuples.length)
    const named = new Set(columns.map(([name]) => name))
    for (const name of this.names || []) if (!named.has(name)) columns = [...columns, [name, []]]
    this.names = columns.map(([name]) => name)
    for (const [name, values] of columns)
      for (let row = 0; row < both; row += 1) {
        const value = values[row] ?? null
        if (this.tuples[row][name] !== value) change.modify(this.tuples[row], name, value)
      }
    if (count > both) {
      const added = []
      for (let row = both; row < count; row += 1)
        added.push(Object.fromEntries(columns.map(([name, values]) => [name, values[row] ?? null])))
      this.tuples.push(...added)
      change.insert(added)
    }
    if (this.tuples.length > count) change.remove(this.tuples.splice(count))
    this.view.change(ROWS, change)
  }

  // Keep the axes where they are while a finger drags.
  hold() {
    for (const name of this.axes) this.view.signal(held(name), this.view.scale(name).domain())
    this.held = true
  }

  // Let the axes follow the data again; whether any moved.
  release() {
    this.held = false
    const moves = this.axes.filter((name) => !same(this.domain(name), this.domain(free(name))))
    for (const name of this.axes) this.view.signal(held(name), null)
    this.run()
    return moves.length > 0
  }

  // Draw an axis anew where the data has left it, or has become too small on it.
  refit() {
    let moved = false
    for (const name of this.axes) {
      const now = this.domain(name)
      const wanted = this.domain(free(name))
      if (fits(now, wanted)) continue
      this.view.signal(held(name), outgrown(now, wanted) ? roomy(now, wanted) : wanted)
      moved = true
    }
    if (moved) this.run()
    return moved
  }

  domain(name) {
    return this.view.scale(name).domain().map(Number)
  }

  // Pixels from the left or the top of the place; null where there is no such axis.
  at(axis, value) {
    if (!this.axes.includes(axis)) return null
    const [left, top] = this.view.origin()
    const along = this.view.scale(axis)(value)
    const inside = axis === "y" ? this.view.height() : this.view.width()
    if (!(along >= -1 && along <= inside + 1)) return null
    return along + (axis === "y" ? top : left)
  }

  end() {
    this.view.finalize()
    this.place.replaceChildren()
  }
}

const held = (name) => `held_${name}`
const free = (name) => `free_${name}`
const same = (one, other) => one.length === other.length && one.every((end, n) => end === other[n])
const canHold = (scale) => CONTINUOUS.has(scale.type || "linear") && !Array.isArray(scale.domain)

// Each axis takes a held domain where there is one; a twin beside it follows the data always.
function withHolds(vega) {
  const axes = vega.scales.filter(canHold)
  const twins = axes.map((scale) => ({ ...scale, name: free(scale.name), range: [0, 1] }))
  const scales = vega.scales.map((scale) =>
    canHold(scale) ? { ...scale, domainRaw: { signal: held(scale.name) } } : scale)
  const signals = axes.map((scale) => ({ name: held(scale.name), value: null }))
  return { ...vega, scales: [...scales, ...twins], signals: [...(vega.signals || []), ...signals] }
}

const outgrown = (now, wanted) => wanted[0] < now[0] || wanted[1] > now[1]

function fits(now, wanted) {
  if (outgrown(now, wanted)) return false
  const [low, high] = now
  if (low > 0 && high / low > 1000) return true // a logarithmic axis; it has room enough
  return wanted[1] - wanted[0] >= LEAST_FILLED * (high - low)
}

function roomy(now, wanted) {
  const [low, high] = [Math.min(now[0], wanted[0]), Math.max(now[1], wanted[1])]
  return high > now[1] && low >= 0 ? [low, high * HEADROOM] : [low, high]
}
