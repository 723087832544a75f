// What the server worked out: specifications, columns and frames, as lines of JSON. Kept for this
// page load, for an element may be drawn anew on another screen.

const MOST_FEEDS = 16
const LONGEST_WORK_MS = 8 // a longer stretch of reading would hold up a finger that drags

const specs = new Map()
const shown = new Map() // frames by their id, those drawn from a page's own data too
const feeds = new Map()

class Reader {
  columns = new Map()

  // Take in one line; a frame comes back with its columns and specifications in place.
  take(line) {
    const said = JSON.parse(line)
    if (said.spec) specs.set(said.spec, said.vega)
    else if (said.end) this.isWhole = true
    else if (said.column) this.columns.set(said.column, said.values)
    else if (said.frame) return { at: said.at, frame: this.whole(said.id, said.frame) }
    return null
  }

  whole(id, frame) {
    const pictures = (frame.pictures || []).map((picture) => ({
      ...picture,
      vega: specs.get(picture.spec),
      columns: Object.entries(picture.columns).map(([name, mark]) => {
        const values = this.columns.get(mark)
        return [name, values.all === undefined ? values : new Array(picture.rows).fill(values.all)]
      }),
    }))
    return { ...frame, id, pictures }
  }
}

// The frame that came with the page's own data, or one that is here already.
export function frameFrom(lines, id) {
  if (lines) {
    const reader = new Reader()
    for (const line of lines.split("\n")) {
      const found = line && reader.take(line)
      if (found) remember(found.frame)
    }
  }
  return shown.get(id) || inFeeds(id)
}

function remember(frame) {
  shown.delete(frame.id)
  shown.set(frame.id, frame)
  if (shown.size > 100) shown.delete(shown.keys().next().value)
}

function inFeeds(id) {
  for (const feed of feeds.values())
    for (const frame of feed.frames.values()) if (frame.id === id) return frame
  return undefined
}

// The frames of one control, asked for once. `frames`: stop -> frame, more of them by and by;
// `listeners` are called when some have come, `done`: no more are coming.
export function feed(address) {
  let found = feeds.get(address)
  if (!found) {
    found = { frames: new Map(), done: false, listeners: new Set() }
    feeds.set(address, found)
    if (feeds.size > MOST_FEEDS) feeds.delete(feeds.keys().next().value)
    load(address, found).catch(() => feeds.delete(address)) // asked for again at the next touch
  }
  return found
}

async function load(address, found) {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(answer.statusText)
  const text = answer.body.pipeThrough(new TextDecoderStream()).getReader()
  const reader = new Reader()
  let rest = ""
  let begun = performance.now()
  for (;;) {
    const { value, done } = await text.read()
    if (done) break
    const lines = (rest + value).split("\n")
    rest = lines.pop()
    for (const line of lines) {
      const got = reader.take(line)
      if (got) found.frames.set(got.at, got.frame)
      if (performance.now() - begun > LONGEST_WORK_MS) {
        await new Promise((resolve) => setTimeout(resolve))
        begun = performance.now()
      }
    }
    for (const tell of found.listeners) tell()
  }
  if (!reader.isWhole) feeds.delete(address)
  found.done = true
  for (const tell of found.listeners) tell()
}
