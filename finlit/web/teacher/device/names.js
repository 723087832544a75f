// Names of pupils, kept on the teacher's own device: read, written and put into tables and files
// here. Nothing of them is handed to the server.
const ROOM = "finlit.names."
const clean = (text) => String(text ?? "").replace(/[\u0000-\u001f]/g, " ").trim().slice(0, 80)

function read(list) {
  try {
    const kept = JSON.parse(localStorage.getItem(ROOM + list))
    return kept && typeof kept === "object" && !Array.isArray(kept) ? kept : {}
  } catch (error) { return {} }
}
function write(list, names) {
  try {
    if (Object.keys(names).length) localStorage.setItem(ROOM + list, JSON.stringify(names))
    else localStorage.removeItem(ROOM + list)
    return true
  } catch (error) { return false }
}
function changed(list) {
  window.dispatchEvent(new CustomEvent("finlit-names", { detail: list }))
}

// A spreadsheet runs what begins like a formula.
const safe = (text) => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? "'" + text : text)
const cell = (text) => (/[",\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text)

function parse(text) {
  const first = text.replace(/^\ufeff/, "").split(/\r?\n/, 1)[0]
  const mark = [",", ";", "\t"].sort((a, b) => first.split(b).length - first.split(a).length)[0]
  const rows = [[]]
  let field = "", quoted = false
  const all = text.replace(/^\ufeff/, "")
  for (let i = 0; i < all.length; i++) {
    const c = all[i]
    if (quoted) {
      if (c === '"' && all[i + 1] === '"') { field += '"'; i++ }
      else if (c === '"') quoted = false
      else field += c
    } else if (c === '"' && !field) quoted = true
    else if (c === mark) { rows.at(-1).push(field); field = "" }
    else if (c === "\n" || c === "\r") {
      if (c === "\r" && all[i + 1] === "\n") i++
      rows.at(-1).push(field); field = ""; rows.push([])
    } else field += c
  }
  rows.at(-1).push(field)
  return rows.filter((row) => row.some((each) => each.trim()))
}

function save(name, mime, text) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([text], { type: mime }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

// A file of the server with aliases in it, with the names of this device.
function named(file, names) {
  if (file.mime === "text/html") {
    const page = new DOMParser().parseFromString(file.text, "text/html")
    for (const place of page.querySelectorAll("[data-alias]"))
      place.textContent = names[place.dataset.alias] || place.dataset.otherwise || ""
    return "<!doctype html>\n" + page.documentElement.outerHTML
  }
  const mark = file.text.startsWith("\ufeff") ? "\ufeff" : ""
  const lines = parse(file.text).map((row) => {
    const name = names[row[file.alias]]
    if (name) row[file.into] = safe(name)
    return row.map(cell).join(",")
  })
  return mark + lines.join("\r\n") + "\r\n"
}

const make = (tag, about = {}, ...inside) => {
  const made = Object.assign(document.createElement(tag), about)
  made.append(...inside)
  return made
}

export default function ({ data, parentElement }) {
  const room = parentElement.querySelector(".names")
  const says = parentElement.querySelector(".says")
  const draw = () => {
    const names = read(data.list)
    if (data.kind === "table") table(room, data, names)
    else if (data.kind === "list") list(room, says, data, names)
    files(parentElement.querySelector(".files"), data)
  }
  // Drawn anew only for other data, so that a run of the page takes no half-typed name away.
  const mark = JSON.stringify(data)
  if (room.dataset.mark !== mark) { room.dataset.mark = mark; draw() }
  const listen = (event) => { if (event.detail === data.list && data.kind === "table") draw() }
  window.addEventListener("finlit-names", listen)
  return () => window.removeEventListener("finlit-names", listen)
}

function table(room, data, names) {
  const head = make("tr", {}, ...data.head.map((text) => make("th", { scope: "col", textContent: text })))
  const rows = data.rows.map((row) => {
    const [alias, ...rest] = row
    const who = make("th", { scope: "row" })
    if (names[alias]) who.append(make("b", { textContent: names[alias] }), " ")
    who.append(make("span", { textContent: alias, className: names[alias] ? "alias" : "" }))
    return make("tr", {}, who, ...rest.map((text) => make("td", { textContent: String(text) })))
  })
  if (Object.keys(names).length && data.sort) {
    const key = (row) => row.firstChild.textContent.toLowerCase()
    rows.sort((a, b) => key(a).localeCompare(key(b)))
  }
  room.tabIndex = 0  // so that the keyboard can scroll what a phone cannot show at once
  room.setAttribute("role", "region")
  room.setAttribute("aria-label", "Table of pupils")
  room.replaceChildren(make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows)))
}

function list(room, says, data, names) {
  const told = () => {
    const count = Object.keys(read(data.list)).length
    says.textContent = count
      ? `${count} of ${data.rows.length} have a name, on this device alone.`
      : "No names yet. What you type stays on this device."
  }
  const rows = data.rows.map(([alias]) => {
    const input = make("input", {
      type: "text", value: names[alias] || "", maxLength: 80, autocomplete: "off", spellcheck: false,
    })
    input.setAttribute("aria-label", `Name of ${alias}`)
    input.oninput = () => {
      const all = read(data.list)
      const name = clean(input.value)
      if (name) all[alias] = name
      else delete all[alias]
      if (write(data.list, all)) told()
      else says.textContent = "This browser keeps nothing, so names are gone when the page closes."
      changed(data.list)
    }
    return make("label", {}, make("span", { textContent: alias }), input)
  })
  const pick = make("input", { type: "file", accept: ".csv,.txt,text/csv", hidden: true })
  pick.onchange = async () => {
    if (!pick.files[0]) return
    const known = new Set(data.rows.map(([alias]) => alias))
    const all = read(data.list)
    let found = 0
    for (const row of parse(await pick.files[0].text())) {
      const at = row.findIndex((each) => known.has(each.trim()))
      const name = clean(row.find((each, place) => place !== at && each.trim()))
      if (at >= 0 && name) { all[row[at].trim()] = name.replace(/^'(?=[=+\-@])/, ""); found++ }
    }
    if (found) { write(data.list, all); list(room, says, data, all); changed(data.list) }
    else says.textContent = "No line of this file has an alias of this class beside a name."
    pick.value = ""
  }
  const button = (text, press) => make("button", { type: "button", textContent: text, onclick: press })
  const tools = make("div", { className: "tools" },
    button("Open a list", () => pick.click()),
    button("Save the list as a file", () => {
      const all = read(data.list)
      const lines = data.rows.map(([alias]) => [alias, safe(all[alias] || "")].map(cell).join(","))
      save(data.file, "text/csv", "\ufeffAlias,Name\r\n" + lines.join("\r\n") + "\r\n")
    }),
    button("Remove all names from this device", () => {
      write(data.list, {})
      list(room, says, data, {})
      changed(data.list)
    }), pick)
  room.replaceChildren(make("div", { className: "list" }, ...rows), tools)
  told()
}

function files(place, data) {
  place.replaceChildren(...(data.files || []).map((file) =>
    make("button", {
      type: "button",
      textContent: file.label,
      onclick: () => save(file.name, file.mime, named(file, read(data.list))),
    })))
}
