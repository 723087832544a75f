// The controls of an experiment. Each tells of its moves: `moving` while a finger is on it, `moved`
// when it is let go, `typed` for a text, `near` when it may be wanted soon.

const SIDEWAYS = 6 // pixels
let count = 0

export function control(about, hooks) {
  const made = { number, choice, switch: onOff, month }[about.kind](about, hooks)
  const near = () => hooks.near(about.name)
  made.node.addEventListener("pointerenter", near)
  made.node.addEventListener("focusin", near)
  made.node.dataset.control = about.name
  return made
}

export function make(tag, attributes = {}, ...inside) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes))
    if (name in node && name !== "list") node[name] = value
    else node.setAttribute(name, value)
  node.append(...inside)
  return node
}

function helpful(about, id) {
  return about.help ? [make("p", { className: "help", id }, about.help)] : []
}

function number(about, hooks) {
  const id = `live-${(count += 1)}`
  const last = about.stops.length - 1
  const range = make("input", { type: "range", id, min: 0, max: last, step: 1 })
  const typed = make("input", { className: "typed", type: "text", inputMode: "decimal", autocomplete: "off" })
  typed.setAttribute("aria-label", `${about.label}: type a value`)
  if (about.help) range.setAttribute("aria-describedby", `${id}-help`)
  const less = make("button", { type: "button", className: "step", textContent: "−" })
  less.setAttribute("aria-label", `${about.label}: less`)
  const more = make("button", { type: "button", className: "step", textContent: "+" })
  more.setAttribute("aria-label", `${about.label}: more`)
  const track = make("div", { className: "track" }, range)
  const row = make("div", { className: "row" }, less, track, more)
  const node = make("div", { className: "control number" },
    make("div", { className: "head" }, make("label", { htmlFor: id }, about.label), typed),
    row, ...helpful(about, `${id}-help`))

  const place = () => Number(range.value)
  const show = (value, text) => {
    const at = nearest(about.stops, value)
    range.value = at
    const said = text ?? about.texts[at]
    range.setAttribute("aria-valuetext", said)
    range.style.setProperty("--filled", last ? at / last : 0)
    if (document.activeElement !== typed && node.getRootNode().activeElement !== typed) typed.value = said
    less.disabled = value <= about.stops[0]
    more.disabled = value >= about.stops[last]
  }
  const go = (at, isDone, isKey) => {
    const value = about.stops[Math.min(Math.max(at, 0), last)]
    show(value)
    if (isDone) hooks.moved(about.name, value, isKey)
    else hooks.moving(about.name, value)
  }
  range.oninput = () => go(place(), false)
  range.onchange = () => go(place(), true, true)
  less.onclick = () => go(place() - 1, true, true)
  more.onclick = () => go(place() + 1, true, true)
  typed.onfocus = () => typed.select()
  const leave = () => typed.value.trim() && typed.value !== range.getAttribute("aria-valuetext") &&
    hooks.typed(about.name, typed.value)
  typed.onchange = leave
  typed.onkeydown = (event) => event.key === "Enter" && typed.blur()
  follow(track, range, last, go)
  if (about.plays) row.append(player(about, place, go))
  return { node, show, focus: () => range.focus() }
}

// A finger or mouse on the track. A swipe up or down stays with the page: only once the finger has
// gone sideways does the value follow it. A tap sets it.
function follow(track, range, last, go) {
  let from = null
  let follows = false
  const at = (event) => {
    const box = range.getBoundingClientRect()
    const thumb = 26
    const share = (event.clientX - box.left - thumb / 2) / Math.max(box.width - thumb, 1)
    return Math.round(Math.min(Math.max(share, 0), 1) * last)
  }
  track.onpointerdown = (event) => {
    if (event.button) return
    from = event
    follows = event.pointerType === "mouse"
    track.setPointerCapture(event.pointerId)
    range.focus({ preventScroll: true })
    if (follows) go(at(event), false)
    event.preventDefault()
  }
  track.onpointermove = (event) => {
    if (!from) return
    const [aside, along] = [event.clientX - from.clientX, event.clientY - from.clientY].map(Math.abs)
    follows ||= aside > SIDEWAYS && aside > along
    if (follows && at(event) !== Number(range.value)) go(at(event), false)
  }
  track.onpointerup = (event) => {
    if (from) go(at(event), true)
    from = null
  }
  track.onpointercancel = () => {
    if (from && follows) go(Number(range.value), true)
    from = null
  }
}

// Runs through the stops as if a finger did; with reduced motion in a dozen still pictures.
function player(about, place, go) {
  const last = about.stops.length - 1
  const button = make("button", { type: "button", className: "play" })
  let timer = 0
  const name = (text, plays) => {
    button.textContent = plays ? "❚❚" : "▶"
    button.setAttribute("aria-label", `${about.label}: ${text}`)
  }
  const stop = (at) => {
    clearInterval(timer)
    timer = 0
    name("play", false)
    go(at, true)
  }
  name("play", false)
  button.onclick = () => {
    if (timer) return stop(place())
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches
    const stride = still ? Math.max(Math.round(last / 12), 1) : 1
    const pause = still ? 1000 : Math.min(Math.max(7000 / last, 60), 400)
    if (place() >= last) go(0, false)
    name("stop", true)
    timer = setInterval(() => {
      if (!button.isConnected) return clearInterval(timer)
      if (place() + stride >= last) stop(last)
      else go(place() + stride, false)
    }, pause)
    return undefined
  }
  return button
}

function choice(about, hooks) {
  return about.short ? segments(about, hooks) : list(about, hooks)
}

function segments(about, hooks) {
  const group = `live-${(count += 1)}`
  const buttons = about.options.map(([id, label]) => {
    const input = make("input", { type: "radio", name: group, value: id })
    input.onchange = () => hooks.moved(about.name, id)
    return make("label", { className: "segment" }, input, make("span", {}, label))
  })
  const node = make("fieldset", { className: "control choice" },
    make("legend", {}, about.label), make("div", { className: "segments" }, ...buttons), ...helpful(about))
  const show = (value) => {
    for (const button of buttons) button.firstChild.checked = button.firstChild.value === value
  }
  return { node, show, focus: () => node.querySelector("input:checked")?.focus() }
}

function list(about, hooks) {
  const id = `live-${(count += 1)}`
  const select = make("select", { id }, ...about.options.map(([value, label]) => make("option", { value }, label)))
  select.onchange = () => hooks.moved(about.name, select.value)
  const node = make("div", { className: "control choice" }, make("label", { htmlFor: id }, about.label),
    select, ...helpful(about))
  return { node, show: (value) => { select.value = value }, focus: () => select.focus() }
}

function onOff(about, hooks) {
  const input = make("input", { type: "checkbox", role: "switch" })
  input.onchange = () => hooks.moved(about.name, input.checked)
  const node = make("div", { className: "control switch" },
    make("label", {}, input, make("span", {}, about.label)), ...helpful(about))
  return { node, show: (value) => { input.checked = value }, focus: () => input.focus() }
}

function month(about, hooks) {
  const id = `live-${(count += 1)}`
  const [low, high] = [about.low, about.high].map((text) => Number(text.slice(0, 4)))
  const select = make("select", { id },
    ...about.months.map((label, place) => make("option", { value: String(place + 1).padStart(2, "0") }, label)))
  const year = make("input", { type: "number", min: low, max: high, inputMode: "numeric" })
  year.setAttribute("aria-label", `${about.label}: year`)
  const tell = () => {
    const asked = Math.min(Math.max(Math.round(Number(year.value)) || low, low), high)
    const value = `${asked}-${select.value}`
    hooks.moved(about.name, value < about.low ? about.low : value > about.high ? about.high : value)
  }
  select.onchange = tell
  year.onchange = tell
  const node = make("div", { className: "control month" }, make("label", { htmlFor: id }, about.label),
    make("div", { className: "row" }, select, year), ...helpful(about))
  const show = (value) => { [year.value, select.value] = value.split("-") }
  return { node, show, focus: () => select.focus() }
}

function nearest(stops, value) {
  let best = 0
  for (let at = 1; at < stops.length; at += 1)
    if (Math.abs(stops[at] - value) < Math.abs(stops[best] - value)) best = at
  return best
}
