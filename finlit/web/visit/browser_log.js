const CLASS = "finlit.class"
const keyOf = (member) => member ? "finlit.log." + member : "finlit.log"
const empty = () => ({ learner: null, events: [] })
function read(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key)) || empty()
    return Array.isArray(kept.events) ? kept : empty()
  } catch (error) { return empty() }
}
function write(key, value) {
  try { localStorage.setItem(key, JSON.stringify(value)); return true } catch (error) { return false }
}
function drop(key) {
  try { localStorage.removeItem(key); return true } catch (error) { return false }
}
function membership() {
  try {
    const kept = JSON.parse(localStorage.getItem(CLASS))
    return kept && /^[A-Za-z0-9_-]{1,64}$/.test(kept.member) ? kept : null
  } catch (error) { return null }
}
// Seconds since this browser was last used for its class, and whether it was closed meanwhile.
const SEEN = "finlit.seen"
function away() {
  try {
    const last = Number(localStorage.getItem(SEEN))
    const closed = !sessionStorage.getItem(SEEN)
    sessionStorage.setItem(SEEN, "1")
    localStorage.setItem(SEEN, String(Date.now()))
    return last ? { seconds: (Date.now() - last) / 1000, closed } : null
  } catch (error) { return null }
}
// What this page load has done already, for the component may be mounted anew on another page.
const memory = (window.finlitLog ||= {})
export default function ({ data, setStateValue }) {
  let kept = true
  if (data.move && memory.moved !== data.move.id) {
    memory.moved = data.move.id
    if (data.move.kept) kept = write(CLASS, data.move.kept)
    else kept = drop(CLASS) && drop(keyOf(data.move.leaves)) && drop(SEEN)
  }
  const key = keyOf(data.member)
  if (data.erase && memory.erased !== data.erase) {
    memory.erased = data.erase
    kept = drop(key)
  } else if (data.events.length) {  // written before the page shows what they confirm
    const log = read(key)
    const known = new Set(log.events.map((event) => event.id))
    const fresh = data.events.filter((event) => !known.has(event.id))
    if (fresh.length) {
      const learner = log.learner || data.learner
      kept = write(key, { learner, events: log.events.concat(fresh) }) && kept
    }
  }
  // The whole log, and whose it is, in answer to `mark`: a visit, a step out of a class, a tab.
  const hand = (mark, erased) => {
    const by = membership()
    const log = read(keyOf(by && by.member))
    if (log.events.length || by || memory.handed)
      setStateValue("log", JSON.stringify({ ...log, class: by, mark, erased, away: gone }))
  }
  const gone = data.visit && membership() ? away() : null
  if (data.visit) {
    const mark = data.visit + (data.move && !data.move.kept ? data.move.id : "")
    if (memory.handed !== mark) {
      hand(mark, false)
      memory.handed = mark
    } else if (gone && gone.seconds > 3600) hand("away" + Date.now(), false)
    window.onstorage = (change) => {
      const mine = keyOf((membership() || {}).member)
      if (change.key === null || change.key === CLASS || change.key === mine)
        hand("tab" + Date.now(), change.key !== CLASS && change.newValue === null)
    }
  }
  if (!kept) setStateValue("blocked", true)
  if (data.focus && memory.focus !== data.focus.id) {
    memory.focus = data.focus.id
    requestAnimationFrame(() => focusOn(data.focus.target))
  }
  if (data.top && memory.top !== data.top) {
    if (memory.top !== undefined) showFromTop()
    memory.top = data.top
  }
}
function focusOn(target) {
  const place = document.querySelector(".st-key-" + CSS.escape(target))
  if (!place) return
  place.tabIndex = -1
  place.focus({ preventScroll: true })
}
function showFromTop() {
  const main = document.querySelector('[data-testid="stMain"]')
  if (!main) return
  main.scrollTo({ top: 0 })
  const heading = main.querySelector("h2") || main.querySelector("h1")
  if (!heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}
