// One round of the blind dip: the history before the decision, then time running on, week by week.
// All of a round's data comes at once; the clock runs here and asks the server for nothing.
const SVG = "http://www.w3.org/2000/svg"
const WEEKS_A_SECOND = [4, 8, 14, 28, 60]
const HALF_A_YEAR = 26
const rooms = new WeakMap()
let speed = 2 // kept from round to round

export default function ({ data, parentElement }) {
  let room = rooms.get(parentElement)
  if (!room) rooms.set(parentElement, (room = new Room(parentElement)))
  room.take(data)
  return () => room.leave()
}

class Room {
  constructor(parent) {
    const find = (name) => parent.querySelector(name)
    this.box = find(".dip")
    this.plot = find(".plot")
    this.svg = find("svg")
    this.now = find(".now")
    this.controls = find(".controls")
    this.play = find(".play")
    this.skip = find(".skip")
    this.speed = find(".speed input")
    this.spoken = find(".spoken")
    this.reveal = find(".reveal")
    this.still = matchMedia("(prefers-reduced-motion: reduce)")
    this.watch = new ResizeObserver(() => this.draw())
    this.play.onclick = () => this.pressed()
    this.skip.onclick = () => this.end()
    this.speed.value = speed
    this.speed.oninput = () => (speed = Number(this.speed.value))
  }

  take(data) {
    const known = this.data && this.data.id === data.id && !this.data.after === !data.after
    this.data = data
    this.watch.observe(this.plot)
    if (!known) this.begin()
    else if (this.running) this.tick()
    this.draw()
  }

  leave() {
    this.watch.disconnect()
    cancelAnimationFrame(this.frame)
  }

  begin() {
    this.week = 0
    this.told = 0
    this.running = false
    this.done = false
    this.spoken.textContent = ""
    this.reveal.hidden = true
    const after = this.data.after
    this.controls.hidden = this.now.hidden = !after
    if (!after) return
    this.last = after[after.length - 1][0]
    this.speed.parentElement.hidden = this.still.matches
    this.skip.hidden = false
    if (this.data.start !== "play") return this.end()
    this.box.scrollIntoView({ block: "start", behavior: this.still.matches ? "auto" : "smooth" })
    this.play.focus({ preventScroll: true })
    if (!this.still.matches) this.run()
    this.name()
  }

  pressed() {
    if (this.done) {
      this.week = this.told = 0
      this.done = false
      this.skip.hidden = false
    }
    if (this.still.matches) return this.to(this.week + HALF_A_YEAR)
    if (this.running) {
      this.running = false
      cancelAnimationFrame(this.frame)
    } else this.run()
    this.name()
  }

  run() {
    this.running = true
    this.before = undefined
    this.tick()
  }

  tick() {
    cancelAnimationFrame(this.frame)
    this.frame = requestAnimationFrame((time) => {
      if (!this.running) return
      const passed = this.before === undefined ? 0 : Math.min(time - this.before, 100) / 1000
      this.before = time
      this.to(this.week + passed * WEEKS_A_SECOND[speed])
      if (this.running) this.tick()
    })
  }

  to(week) {
    this.week = Math.min(week, this.last)
    if (this.week >= this.last) return this.end()
    const half = Math.floor(this.week / HALF_A_YEAR) * HALF_A_YEAR
    if (half > this.told) {
      this.told = half
      const [, company, index] = this.at(half)
      this.spoken.textContent = `${since(half)}: the company ${say(company)}, the index ${say(index)}.`
    }
    this.name()
    this.draw()
  }

  end() {
    this.running = false
    cancelAnimationFrame(this.frame)
    this.week = this.last
    this.done = true
    // A hidden button would take the keyboard's place on the page with it.
    if (this.skip.getRootNode().activeElement === this.skip) this.play.focus({ preventScroll: true })
    this.skip.hidden = true
    this.tell()
    this.name()
    this.draw()
  }

  name() {
    this.play.textContent = this.done
      ? "Watch again"
      : this.still.matches
        ? "Go on half a year"
        : this.running
          ? "Pause"
          : "Go on"
  }

  tell() {
    const { title, sentences, said, source } = this.data.reveal
    const paragraphs = (texts) =>
      texts.map((text) => {
        const line = document.createElement("p")
        line.textContent = text
        return line
      })
    this.reveal.querySelector("h2").textContent = title
    this.reveal.querySelector(".sentences").replaceChildren(...paragraphs(sentences))
    this.reveal.querySelector(".said").replaceChildren(...paragraphs(said))
    this.reveal.querySelector(".source").textContent = source
    this.reveal.hidden = false
    this.spoken.textContent = [title, ...said].join(" ")
  }

  // The last known week at or before this one: [week, company, index, bills], multiples of a dollar.
  at(week) {
    const after = this.data.after
    let place = 0
    while (place + 1 < after.length && after[place + 1][0] <= week) place += 1
    return after[place]
  }

  draw() {
    const { before, after, span, colours, marks, label } = this.data
    const width = this.plot.clientWidth
    if (!width) return
    const height = width < 500 ? 250 : 300
    const edge = { left: 38, right: after ? 68 : 18, top: 22, bottom: 26 }
    const shown = after ? after.filter(([week]) => week <= this.week) : []
    const prices = [
      ...before.map(([, price]) => price),
      ...shown.flatMap(([, company, index]) => [100 * company, 100 * index]),
    ]
    const top = Math.max(...prices, 110) * 1.06
    const first = before[0][0]
    const x = (week) =>
      edge.left + ((week - first) / (span - first)) * (width - edge.left - edge.right)
    const y = (price) => height - edge.bottom - (price / top) * (height - edge.top - edge.bottom)

    this.svg.setAttribute("height", height)
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`)
    this.svg.setAttribute("aria-label", label)
    const parts = []
    const add = (kind, attributes, text) => {
      const part = document.createElementNS(SVG, kind)
      for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value)
      if (text !== undefined) part.textContent = text
      parts.push(part)
    }
    add("rect", {
      class: "unknown",
      x: x(0),
      y: edge.top - 14,
      width: x(span) - x(0),
      height: height - edge.bottom - edge.top + 14,
    })
    if (!after) {
      const middle = (x(0) + x(span)) / 2
      add("text", { x: middle, y: edge.top + 6, "text-anchor": "middle", class: "soft" }, "three years")
      add("text", { x: middle, y: edge.top + 58, "text-anchor": "middle", style: "font-size:44px" }, "?")
    }
    for (const price of steps(top)) {
      add("line", { class: "grid", x1: edge.left, x2: x(span), y1: y(price), y2: y(price) })
      add("text", { x: edge.left - 7, y: y(price) + 4, "text-anchor": "end", class: "soft" }, price)
    }
    add("line", { class: "today", x1: edge.left, x2: x(span), y1: y(100), y2: y(100) })
    const every = (x(52) - x(0)) < 44 ? 104 : 52
    for (let week = Math.ceil(first / every) * every; week <= span; week += every) {
      add("text", { x: x(week), y: height - 6, "text-anchor": "middle", class: "soft" }, year(week))
    }
    const line = (points, colour, dash) =>
      points.length > 1 &&
      add("path", {
        d: "M" + points.map(([week, price]) => `${x(week).toFixed(1)},${y(price).toFixed(1)}`).join("L"),
        stroke: colour,
        ...(dash ? { "stroke-dasharray": dash } : {}),
      })
    if (after) line(shown.map(([week, , index]) => [week, 100 * index]), colours.index, "7 4")
    line(before, colours.company)
    line(shown.map(([week, company]) => [week, 100 * company]), colours.company)
    for (const { week, price, text, below } of marks) {
      add("circle", { cx: x(week), cy: y(price), r: 3.5, fill: colours.company })
      const anchor = x(week) < edge.left + 40 ? "start" : "middle"
      const place = below ? y(price) + 18 : y(price) - 8
      add("text", { x: x(week), y: place, "text-anchor": anchor, class: "label" }, text)
    }
    if (after) this.ends(add, x, y, edge, height)
    else add("circle", { cx: x(0), cy: y(100), r: 5, fill: colours.company })
    this.svg.replaceChildren(...parts)
    if (after) this.count()
  }

  // Where both lines have come to, with their names beside them.
  ends(add, x, y, edge, height) {
    const { colours, left } = this.data
    const [week, company, index] = this.at(this.week)
    const spots = [
      { name: left && this.done ? "left" : "", price: 100 * company, colour: colours.company },
      { name: "index", price: 100 * index, colour: colours.index },
    ].map((spot) => ({ ...spot, spot: y(spot.price), text: y(spot.price) + 4 }))
    const [above, under] = [...spots].sort((one, two) => one.spot - two.spot)
    const lacking = 17 - (under.text - above.text)
    if (lacking > 0) {
      above.text = Math.max(above.text - lacking / 2, edge.top)
      under.text = Math.min(Math.max(under.text, above.text + 17), height - edge.bottom)
      above.text = Math.min(above.text, under.text - 17)
    }
    for (const { name, price, colour, spot, text } of spots) {
      add("circle", { cx: x(week), cy: spot, r: 4.5, fill: colour })
      const words = `${name} ${Math.round(price)}`.trim()
      add("text", { x: x(week) + 9, y: text, class: "label" }, words)
    }
  }

  count() {
    const [week, company, index, bills] = this.at(this.week)
    const left = this.data.left && this.done ? ", the last price known" : ""
    const texts = [[since(week) + left, ""]]
    for (const { who, parts } of this.data.money) {
      const dollars = 1000 * (parts[0] * company + parts[1] * index + parts[2] * bills)
      texts.push([`${who}: `, `$${Math.round(dollars).toLocaleString("en-US")}`])
    }
    this.now.replaceChildren(
      ...texts.map(([text, strong]) => {
        const part = document.createElement("span")
        part.textContent = text
        const bold = document.createElement("b")
        bold.textContent = strong
        part.append(bold)
        return part
      }),
    )
  }
}

// At most five round numbers from 0 up to the top.
function steps(top) {
  const step = [10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000].find((one) => top / one <= 5.5) || 10000
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, place) => place * step)
}

function year(week) {
  const years = Math.round(week / 52)
  return years === 0 ? "today" : years < 0 ? `−${-years} y` : `+${years} y`
}

function since(weeks) {
  if (weeks < 9) return weeks === 1 ? "1 week on" : `${Math.round(weeks)} weeks on`
  const months = Math.round(weeks / 4.348)
  if (months % 12 === 0) return months === 12 ? "1 year on" : `${months / 12} years on`
  return `${months} months on`
}

function say(growth) {
  const change = Math.round(100 * (growth - 1))
  return change === 0 ? "where it was" : `${Math.abs(change)}% ${change > 0 ? "up" : "down"}`
}
