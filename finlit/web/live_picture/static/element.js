// An experiment on a page: answer, pictures and controls. The server is told of a value when it is
// let go; while it is dragged, frames that the server worked out beforehand are shown.

import { control, make } from "./controls.js"
import { feed, frameFrom } from "./frames.js"
import { Picture } from "./picture.js"
import { Reading } from "./reading.js"

const elements = new WeakMap()
const PAUSE_MS = 250 // between presses of a key, before the server is told
const PHONE = 480
const ROOMY = 640

export default function draw(component) {
  const place = component.parentElement.querySelector(".live")
  let element = elements.get(place)
  if (!element) elements.set(place, (element = new Element(place)))
  element.update(component)
  return () => element.end()
}

class Element {
  constructor(place) {
    this.place = place
    this.values = {}
    this.controls = new Map()
    this.figures = []
    this.sent = 0
    this.heardFeeds = new Map()
    this.onNews = () => this.news()
    this.answer = make("div", { className: "answer" })
    this.aloud = make("div", { className: "spoken" })
    this.aloud.setAttribute("aria-live", "polite")
    this.watched = make("dl", { className: "watched" })
    this.first = make("div", { className: "first" })
    this.view = make("div", { className: "view" }, this.answer, this.watched, this.first)
    this.knobs = make("div", { className: "knobs" })
    this.rest = make("div", { className: "rest" })
    this.note = make("div", { className: "note" })
    this.stage = make("div", { className: "stage" }, this.view, this.knobs)
    // One picture and one knob a screen: on a phone the rest waits until it is opened.
    this.behind = make("details", { className: "more behind", open: place.clientWidth > ROOMY },
      make("summary", {}, "More on this picture"), this.rest, this.note)
    this.behind.addEventListener("toggle", () => this.drawAll())
    place.append(this.stage, this.behind, this.aloud)
    this.observer = new ResizeObserver(() => this.resize())
    this.observer.observe(place)
    this.observer.observe(this.view)
    this.onprint = () => { this.behind.open = true; this.drawAll() }
    addEventListener("beforeprint", this.onprint)
  }

  update({ data, setStateValue }) {
    this.tell = setStateValue
    this.data = data
    if (this.built !== data.controls) this.build(JSON.parse(data.controls))
    this.feeds = data.feeds
    // A value that the server has not heard yet stays; so does one under a finger.
    const isHeard = data.heard === this.sent || data.reset !== this.reset
    if (data.reset !== this.reset) this.sent = data.heard
    this.reset = data.reset
    if (this.dragged || !isHeard) return
    this.values = { ...data.values }
    for (const [name, each] of this.controls) each.show(this.values[name], data.texts[name])
    const frame = frameFrom(data.outcome, data.id) || (this.drawn?.id === data.id && this.drawn)
    if (frame) this.show(frame, true)
    else this.send() // it was drawn before this element was: ask for the whole of it
    this.trouble(data.trouble)
    this.place.dataset.heard = data.heard
    if (!this.isSeen) {
      this.isSeen = true
      const main = data.main[0]
      const soon = window.requestIdleCallback || ((call) => setTimeout(call, 300))
      if (main) soon(() => this.near(main))
    }
  }

  build(all) {
    this.built = this.data.controls
    this.controls.clear()
    const hooks = {
      moving: (name, value) => this.moving(name, value),
      moved: (name, value, isKey) => this.moved(name, value, isKey),
      typed: (name, text) => this.send({ [name]: text }),
      near: (name) => this.near(name),
    }
    const nodes = all.map((about) => {
      const made = control(about, hooks)
      this.controls.set(about.name, made)
      return made.node
    })
    const main = nodes.filter((node) => this.data.main.includes(node.dataset.control))
    const others = nodes.filter((node) => !main.includes(node))
    const more = make("details", { className: "more", open: this.place.clientWidth > ROOMY },
      make("summary", {}, this.data.more), ...others)
    this.knobs.replaceChildren(...main, ...(others.length ? [more] : []))
    this.problem = make("p", { className: "trouble" })
    this.problem.setAttribute("role", "alert")
    this.knobs.append(this.problem)
    this.knobs.hidden = !nodes.length
  }

  // Frames of a control that may be moved soon; none while another control's move is on its way, for
  // they are for the values that the server knows.
  near(name) {
    const address = this.feeds[name]
    const { values } = this.data
    if (!address || Object.keys(values).some((each) => each !== name && values[each] !== this.values[each]))
      return undefined
    const found = feed(this.data.root + address)
    if (this.heardFeeds.get(name) !== found) {
      found.listeners.add(this.onNews)
      this.heardFeeds.set(name, found)
      this.news()
    }
    return found
  }

  // Frames have come: one of them may be waited for.
  news() {
    for (const [name, { done }] of this.heardFeeds)
      this.controls.get(name)?.node.toggleAttribute("data-ready", done)
    if (this.dragged && this.wanted) this.schedule()
  }

  moving(name, value) {
    if (this.dragged !== name) {
      this.dragged = name
      for (const { picture } of this.figures) picture?.hold()
    }
    clearTimeout(this.timer)
    this.values = { ...this.values, [name]: value }
    this.wanted = true
    this.schedule()
  }

  // Let go, or stepped with a key: several presses in a row are told as one where the picture does
  // not wait for the server.
  moved(name, value, isKey) {
    this.moving(name, value)
    if (isKey && this.near(name)?.frames.has(value)) this.timer = setTimeout(() => this.letGo(name), PAUSE_MS)
    else this.letGo(name)
  }

  letGo(name) {
    if (this.dragged !== name) return
    const frame = this.near(name)?.frames.get(this.values[name])
    this.dragged = null
    if (frame) this.show(frame, true)
    this.send()
  }

  // Tell the server where the controls stand, and which frame is drawn here already.
  send(typed) {
    clearTimeout(this.timer)
    this.sent = Math.max(this.sent, this.data.heard) + 1
    this.tell("moved", { values: this.values, typed: typed || {}, n: this.sent, drawn: this.drawn?.id || "" })
  }

  schedule() {
    this.request ||= requestAnimationFrame(() => {
      this.request = 0
      this.follow()
    })
  }

  follow() {
    const frame = this.dragged && this.near(this.dragged)?.frames.get(this.values[this.dragged])
    if (!frame) return
    this.wanted = false
    this.show(frame, false)
  }

  settle() {
    for (const { picture } of this.figures) if (picture?.held && picture.release()) this.rescaled(picture)
    this.drawAll()
  }

  show(frame, isWhole) {
    if (frame === this.drawn || (this.drawn && frame.id === this.drawn.id)) {
      if (isWhole) this.settle()
      return
    }
    this.drawn = frame
    this.place.classList.toggle("bad", Boolean(frame.bad))
    this.answer.innerHTML = frame.bad ? "" : frame.answer
    if (frame.bad) this.answer.textContent = `These settings do not go together. ${frame.bad} Change one of them.`
    this.note.innerHTML = frame.note || ""
    this.watched.replaceChildren(...(frame.watched || []).flatMap((text, place) => [
      make("dt", {}, this.data.watched[place]), make("dd", {}, text)]))
    this.pictures(frame.pictures)
    for (const figure of this.figures) if (isWhole || this.isInView(figure)) this.paint(figure)
    if (isWhole) this.settle()
    clearTimeout(this.speech)
    if (this.wasDrawn) this.speech = setTimeout(() => { this.aloud.textContent = this.answer.textContent }, 700)
    this.wasDrawn = true
  }

  pictures(wanted) {
    while (this.figures.length > wanted.length) {
      const gone = this.figures.pop()
      gone.picture?.end()
      gone.node.remove()
      gone.small.remove()
    }
    wanted.forEach((about, place) => {
      if (!this.figures[place]) this.figures.push(this.figure(place))
      const figure = this.figures[place]
      figure.next = about
      figure.heading.textContent = about.heading
      figure.heading.hidden = !about.heading
      figure.canvas.setAttribute("aria-label", about.heading || this.data.title)
      figure.text.textContent = about.text
      figure.small.textContent = about.small
    })
  }

  figure(place) {
    const heading = make("p", { className: "heading" })
    const text = make("p", { className: "spoken", id: `live-text-${Math.random().toString(36).slice(2)}` })
    const canvas = make("div", { className: "canvas", tabIndex: 0 })
    canvas.setAttribute("role", "img")
    canvas.setAttribute("aria-describedby", text.id)
    const plot = make("div", { className: "plot" })
    plot.setAttribute("aria-hidden", "true") // said by the text beside it
    const marks = make("div", { className: "guesses" })
    const cue = make("p", { className: "cue", hidden: true }, "New scale")
    canvas.append(plot, marks, cue)
    const small = make("p", { className: "small" })
    const node = make("figure", {}, heading, canvas, text)
    if (place) this.rest.append(node, small)
    else {
      this.first.append(node)
      this.rest.prepend(small) // so that the control stands close to the picture
    }
    return { node, heading, canvas, plot, marks, cue, text, small }
  }

  paint(figure) {
    if (figure.shown === figure.next || !figure.plot.clientWidth) return
    figure.shown = figure.next
    if (figure.picture?.spec === figure.next.spec) {
      if (figure.picture.draw(figure.next)) this.rescaled(figure.picture)
    } else {
      figure.picture?.end()
      figure.picture = new Picture(figure.plot, figure.next)
      figure.reading ||= new Reading(figure.canvas, figure.picture)
      figure.reading.picture = figure.picture
      if (this.dragged) figure.picture.hold()
      this.fit(figure)
    }
    this.mark(figure)
  }

  // What the learner said, on the picture's own axis.
  mark(figure) {
    const place = this.figures.indexOf(figure)
    const guesses = this.data.guesses.filter((guess) => guess.picture === place)
    figure.marks.replaceChildren(...guesses.flatMap((guess) => {
      const at = figure.picture.at(guess.axis, guess.value)
      if (at === null) return []
      const mark = make("div", { className: `guess ${guess.axis}` }, make("span", {}, guess.text))
      mark.style[guess.axis === "y" ? "top" : "left"] = `${at}px`
      return [mark]
    }))
  }

  rescaled(picture) {
    const figure = this.figures.find((each) => each.picture === picture)
    figure.cue.hidden = false
    clearTimeout(figure.cueTimer)
    figure.cueTimer = setTimeout(() => { figure.cue.hidden = true }, 1200)
    this.mark(figure)
  }

  isInView({ node }) {
    const { top, bottom } = node.getBoundingClientRect()
    return bottom > 0 && top < innerHeight
  }

  drawAll() {
    for (const figure of this.figures) this.paint(figure)
  }

  fit(figure) {
    const { picture } = figure
    const room = Math.max(170, Math.round(innerHeight * 0.34))
    const height = this.place.clientWidth < PHONE && picture.isStretchy ? Math.min(picture.tall, room) : picture.tall
    if (!picture.size(height)) return
    picture.run()
    this.mark(figure)
  }

  resize() {
    // What is focused under the picture on a phone is scrolled to below it, not behind it.
    this.place.style.setProperty("--view-height", `${this.view.offsetHeight}px`)
    for (const figure of this.figures)
      if (figure.picture) this.fit(figure)
      else if (figure.next) this.paint(figure)
  }

  trouble(text) {
    this.problem.textContent = text || ""
    this.problem.hidden = !text
  }

  end() {
    this.observer.disconnect()
    removeEventListener("beforeprint", this.onprint)
    clearTimeout(this.timer)
    clearTimeout(this.speech)
    for (const { picture } of this.figures) picture?.end()
    for (const { listeners } of this.heardFeeds.values()) listeners.delete(this.onNews)
    elements.delete(this.place)
    this.place.replaceChildren()
  }
}
