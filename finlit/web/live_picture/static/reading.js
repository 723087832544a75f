// Values in a picture, read with a mouse, a first tap, or the arrow keys.

const REACH = 48 // pixels to the side of a mark at which it is still meant

export class Reading {
  constructor(figure, picture) {
    this.figure = figure
    this.picture = picture
    this.tip = document.createElement("div")
    this.tip.className = "tip"
    this.tip.hidden = true
    this.spoken = document.createElement("div")
    this.spoken.className = "spoken"
    this.spoken.setAttribute("aria-live", "polite")
    figure.append(this.tip, this.spoken)
    figure.onpointermove = (event) => this.point(event)
    figure.onpointerdown = (event) => this.point(event)
    figure.onpointerleave = (event) => event.pointerType === "mouse" && this.hide()
    figure.onkeydown = (event) => this.step(event)
    figure.onblur = () => this.hide()
  }

  // All marks that have something to say, from left to right; looked up once a frame.
  marks() {
    if (this.drawn !== this.picture || this.turn !== this.picture.turn) {
      this.drawn = this.picture
      this.turn = this.picture.turn
      const [left, top] = this.picture.view.origin()
      this.found = []
      collect(this.picture.view.scenegraph().root, left, top, this.found)
      this.found.sort((one, other) => one.x - other.x || one.y - other.y)
    }
    return this.found
  }

  point(event) {
    const box = this.picture.place.getBoundingClientRect()
    const scale = box.width / this.picture.place.offsetWidth || 1
    const mark = this.nearest((event.clientX - box.left) / scale, (event.clientY - box.top) / scale)
    if (mark) this.show(mark)
    else this.hide()
  }

  nearest(x, y) {
    let best = null
    let least = REACH
    for (const mark of this.marks()) {
      const aside = Math.max(mark.left - x, x - mark.right, 0)
      const above = Math.max(mark.up - y, y - mark.down, 0)
      const away = aside + above * 0.25
      if (away < least || (away === least && best && mark.size < best.size)) {
        best = mark
        least = away
      }
    }
    return best
  }

  step(event) {
    const steps = { ArrowRight: 1, ArrowLeft: -1 }
    const marks = this.marks()
    if (event.key === "Escape") return this.hide()
    if (!marks.length || !(event.key in steps || event.key === "Home" || event.key === "End")) return
    event.preventDefault()
    const last = marks.length - 1
    const from = this.place ?? (steps[event.key] > 0 ? -1 : last + 1)
    this.place = { Home: 0, End: last }[event.key] ?? clamp(from + steps[event.key], 0, last)
    this.show(marks[this.place], true)
  }

  show(mark, speak = false) {
    const lines = Object.entries(mark.item.tooltip)
    this.tip.replaceChildren(...lines.map(([name, value]) => line(name.trim(), value)))
    this.tip.hidden = false
    const room = this.figure.clientWidth - this.tip.offsetWidth
    this.tip.style.left = `${clamp(mark.x + 14 > room ? mark.x - 14 - this.tip.offsetWidth : mark.x + 14, 0, Math.max(room, 0))}px`
    this.tip.style.top = `${Math.max(Math.min(mark.y, this.figure.clientHeight - this.tip.offsetHeight), 0)}px`
    if (speak) this.spoken.textContent = lines.map(([name, value]) => `${name} ${value}`).join(", ")
  }

  hide() {
    this.tip.hidden = true
    this.place = undefined
  }
}

function collect(node, left, top, found) {
  for (const item of node.items || []) {
    if (node.marktype === "group") {
      const [x, y] = [left + (item.x || 0), top + (item.y || 0)]
      for (const inner of item.items || []) collect(inner, x, y, found)
    } else if (item.tooltip && typeof item.tooltip === "object" && item.bounds) {
      const { x1, x2, y1, y2 } = item.bounds
      found.push({
        item,
        left: left + x1, right: left + x2, up: top + y1, down: top + y2,
        x: left + (x1 + x2) / 2, y: top + Math.max(y1, 0), size: (x2 - x1) * (y2 - y1),
      })
    }
  }
}

function line(name, value) {
  const row = document.createElement("div")
  const label = document.createElement("span")
  label.textContent = name
  const said = document.createElement("b")
  said.textContent = value
  row.append(label, said)
  return row
}

const clamp = (value, low, high) => Math.min(Math.max(value, low), high)
