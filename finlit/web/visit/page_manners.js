// What Streamlit's widgets do not do by themselves on a phone: a word of the glossary opens where it
// stands, and a field for a number brings the keys for numbers. And its menu in sections is told as
// a list whose items are not its children, which screen readers count wrongly.
const manners = (window.finlitManners ||= {})
const TERM = 'a[href*="glossary?term="]'
const NUMBERS =
  '[class*="st-key-predict-"] input[type="text"], [class*="st-key-question-"] input[type="text"]'
const LISTS = '[data-testid="stSelectbox"] input'
const MENU = 'ul[data-testid="stSidebarNavItems"]'
export default function () {
  if (manners.on) return
  manners.on = true
  document.addEventListener("click", openTerm, true)
  new MutationObserver(mend).observe(document.body, { childList: true, subtree: true })
  mend()
}
function mend() {
  for (const field of document.querySelectorAll(NUMBERS)) field.inputMode = "decimal"
  for (const field of document.querySelectorAll(LISTS)) field.inputMode = "none"
  for (const menu of document.querySelectorAll(MENU)) {
    for (const each of [menu, ...menu.querySelectorAll("li")]) each.setAttribute("role", "none")
  }
}
function openTerm(click) {
  const link = click.target.closest && click.target.closest(TERM)
  if (!link || click.ctrlKey || click.metaKey || click.shiftKey || !("popover" in link)) return
  const meaning = link.title || link.dataset.meaning
  if (!meaning) return
  click.preventDefault()
  click.stopPropagation()
  link.dataset.meaning = meaning
  show(link, meaning)
}
function show(link, meaning) {
  const old = document.getElementById("finlit-term")
  if (old) old.remove()
  const box = document.createElement("div")
  box.id = "finlit-term"
  box.popover = "auto"
  box.setAttribute("role", "dialog")
  box.setAttribute("aria-label", link.textContent)
  box.tabIndex = -1
  const word = document.createElement("strong")
  word.textContent = link.textContent
  const text = document.createElement("p")
  text.textContent = meaning
  const all = document.createElement("a")
  all.href = link.getAttribute("href").split("?")[0]
  all.textContent = "All words"
  box.append(word, text, all)
  const app = document.querySelector(".stApp") || document.body
  app.append(box)
  box.showPopover()
  const place = link.getBoundingClientRect()
  const height = box.offsetHeight
  const below = place.bottom + 8 + height < window.innerHeight
  box.style.top = (below ? place.bottom + 8 : Math.max(8, place.top - 8 - height)) + "px"
  box.style.left = Math.max(8, Math.min(place.left, window.innerWidth - box.offsetWidth - 8)) + "px"
  box.addEventListener("toggle", (change) => {
    if (change.newState === "closed") { box.remove(); link.focus() }
  })
  box.focus()
}
