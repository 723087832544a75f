// Runs in a measured page before its own scripts; see paint.py.
const isMark = '[class*="mark-line"] path, [class*="mark-area"] path, [class*="mark-rect"] path,'
  + ' [class*="mark-symbol"] path, [class*="mark-rule"].role-mark line'

const PATIENCE_MS = 20000 // then it is told as an error, and the run ends

function late(reject) {
  setTimeout(() => reject(new Error("nothing was painted")), PATIENCE_MS)
}

// The first chart below a slider, or the one that a live picture draws.
function chartOf(slider) {
  const live = slider.closest(".live")
  if (live) return live.querySelector(".plot")
  return [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')].find(
    (chart) => slider.compareDocumentPosition(chart) & Node.DOCUMENT_POSITION_FOLLOWING)
}

function afterPaint(then) {
  requestAnimationFrame(() => {
    const channel = new MessageChannel()
    channel.port1.onmessage = then
    channel.port2.postMessage(0)
  })
}

// The chart counts as painted in the frame after its marks have changed.
window.watched = (slider) => {
  const chart = chartOf(slider)
  const marks = () => [...chart.querySelectorAll(isMark)].map((mark) => mark.outerHTML).join("")
  const before = marks()
  let begun = 0
  const note = (event) => { begun ||= event.timeStamp }
  for (const kind of ["keydown", "pointermove"])
    document.addEventListener(kind, note, { capture: true, once: true })
  window.painted = new Promise((resolve, reject) => {
    late(reject)
    const observer = new MutationObserver(() => {
      const now = marks()
      if (!begun || !now || now === before) return
      observer.disconnect()
      afterPaint(() => resolve(performance.now() - begun))
    })
    observer.observe(chart, { subtree: true, childList: true, attributes: true })
  })
}

// Frames in which the chart has changed, and the longest task, from now on.
window.counted = (slider) => {
  Object.assign(window, { frames_drawn: 0, longest_task: 0 })
  let changed = false
  const observer = new MutationObserver(() => { changed = true })
  observer.observe(chartOf(slider), { subtree: true, childList: true, attributes: true })
  const tick = () => {
    if (changed) window.frames_drawn += 1
    changed = false
    requestAnimationFrame(tick)
  }
  requestAnimationFrame(tick)
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries())
      window.longest_task = Math.max(window.longest_task, duration)
  }).observe({ type: "longtask" })
}

// Until the server has answered to letting go.
window.heard = (slider) => {
  const live = slider.closest(".live")
  let begun = 0
  document.addEventListener("pointerup", (event) => { begun = event.timeStamp }, { capture: true, once: true })
  window.settled = new Promise((resolve, reject) => {
    late(reject)
    const observer = new MutationObserver(() => {
      observer.disconnect()
      afterPaint(() => resolve(performance.now() - begun))
    })
    observer.observe(live, { attributes: true, attributeFilter: ["data-heard"] })
  })
}
