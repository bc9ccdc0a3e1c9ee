
"use strict";

/* What the reader chose is kept where the browser lets a page keep something. */
const kept = {
  get(name) { try { return localStorage.getItem("g7reader." + name); } catch { return null; } },
  set(name, value) { try { localStorage.setItem("g7reader." + name, value); } catch { /* a private window */ } },
};
const root = document.documentElement;
const wanted = matchMedia("(prefers-color-scheme: dark)");
const theme = () => root.dataset.theme || (wanted.matches ? "dark" : "light");
if (["dark", "light"].includes(kept.get("theme"))) root.dataset.theme = kept.get("theme");

/* Case and accents never matter. */
const BASE = { "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ĸ": "k", "ŋ": "n", "ɖ": "d",
  "ɨ": "i", "ƀ": "b", "ɓ": "b", "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss", "ς": "σ" };
function foldCharacter(character) {
  if (/[\p{Mn}\p{Me}\p{Cf}]/u.test(character)) return "";
  if (!/[\p{L}\p{N}]/u.test(character)) return character;
  const bare = character.toLowerCase().normalize("NFKD").toLowerCase();
  return Array.from(bare, (part) => BASE[part] ?? part).join("").replace(/[\p{Mn}\p{Me}\p{Cf}]/gu, "");
}
/* The folded text, and for each place in it where its character begins in the text and where the next one does. */
function fold(text) {
  let folded = "";
  const starts = [], ends = [];
  let at = 0;
  for (const character of text) {
    const plain = foldCharacter(character);
    if (plain === "" && ends.length) ends[ends.length - 1] = at + character.length;
    for (let i = 0; i < plain.length; i++) { starts.push(at); ends.push(at + character.length); }
    folded += plain;
    at += character.length;
  }
  return { folded, starts, ends };
}

document.addEventListener("DOMContentLoaded", () => {
  const one = (selector) => document.querySelector(selector);
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const words = one("#words"), found = one("#found"), search = one("#search"), keys = one("#keys");

  /* Dark and light */
  const themeButton = one("#theme");
  function showTheme() {
    const other = theme() === "dark" ? "light" : "dark";
    themeButton.textContent = themeButton.dataset[other];
  }
  function switchTheme() {
    root.dataset.theme = theme() === "dark" ? "light" : "dark";
    kept.set("theme", root.dataset.theme);
    showTheme();
  }
  wanted.addEventListener("change", showTheme);
  themeButton.addEventListener("click", switchTheme);
  showTheme();
  for (const element of [themeButton, one("#help"), search]) element.hidden = false;

  /* Going somewhere */
  const top = () => one(".bar").getBoundingClientRect().bottom;
  function show(element) {
    element.scrollIntoView({ block: "center" });
    element.focus({ preventScroll: true });
  }
  function step(elements, by) {
    const edge = top();  /* what was gone to last stands a line below it */
    const places = elements.map((element) => element.getBoundingClientRect().top);
    const at = by > 0 ? places.findIndex((place) => place > edge + 32) : places.findLastIndex((place) => place < edge + 8);
    const target = elements[at];
    if (target) {
      target.scrollIntoView({ block: "start" });
      target.focus({ preventScroll: true });
    } else if (by < 0) window.scrollTo(0, 0);
  }

  /* Quotes: the one in hand, the next, the previous */
  const quotes = all("[data-quote][id]");
  let inHand = -1;
  function take(number) {
    for (const figure of all("figure.is-now")) figure.classList.remove("is-now");
    inHand = number;
    const quote = quotes[number];
    if (!quote) return;
    quote.closest("figure")?.classList.add("is-now");
    show(quote);
  }
  function takeNext(by) {
    if (!quotes.length) return;
    let number = inHand + by;
    if (inHand < 0) {
      const below = quotes.findIndex((quote) => quote.getBoundingClientRect().top > top());
      number = by > 0 ? below : (below < 0 ? quotes.length : below) - 1;
    }
    take(Math.max(0, Math.min(quotes.length - 1, number)));
  }
  for (const link of all(".voice a[href^='#q']")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const number = quotes.findIndex((quote) => "#" + quote.id === link.getAttribute("href"));
      history.replaceState(null, "", link.getAttribute("href"));
      take(number);
    });
  }

  /* Search: in the article, and in the quotes by speaker */
  const blocks = all("article h1, article .block").map((element) => {
    const nodes = [];
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let text = "";
    while (walker.nextNode()) {
      nodes.push({ node: walker.currentNode, start: text.length });
      text += walker.currentNode.data;
    }
    return { nodes, text, plain: null };
  });
  const listed = all(".voice").map((voice) => ({
    voice, name: fold(voice.querySelector("h3").textContent).folded,
    items: Array.from(voice.querySelectorAll("li"), (item) => ({ item, text: fold(item.querySelector(".what").textContent).folded })),
  }));
  let hits = [], current = -1;
  function place(block, offset, isEnd) {
    const node = block.nodes.findLast(({ start }) => (isEnd ? start < offset : start <= offset));
    return [node.node, offset - node.start];
  }
  function find() {
    const asked = fold(words.value.trim()).folded;
    hits = [];
    current = -1;
    if (asked) {
      for (const block of blocks) {
        block.plain ??= fold(block.text);
        let at = block.plain.folded.indexOf(asked);
        for (; at >= 0; at = block.plain.folded.indexOf(asked, at + asked.length)) {
          const range = document.createRange();
          range.setStart(...place(block, block.plain.starts[at], false));
          range.setEnd(...place(block, block.plain.ends[at + asked.length - 1], true));
          hits.push(range);
        }
      }
    }
    let shown = 0;
    for (const { voice, name, items } of listed) {
      const isNamed = name.includes(asked);
      let any = false;
      for (const { item, text } of items) {
        item.hidden = !isNamed && !text.includes(asked);
        any ||= !item.hidden;
      }
      voice.hidden = !any;
      shown += any;
    }
    one("#nothing").hidden = shown > 0;
    search.classList.toggle("is-finding", asked !== "");
    if (hits.length) {
      const below = hits.findIndex((range) => range.getBoundingClientRect().top > top());
      goTo(Math.max(0, below));
    } else tell(asked);
  }
  function tell(asked) {
    if (!asked) found.textContent = "";
    else if (!hits.length) found.textContent = found.dataset.none;
    else found.textContent = found.dataset.some.replace("{at}", current + 1).replace("{all}", hits.length);
    if (!("highlights" in CSS)) return;
    CSS.highlights.set("hits", new Highlight(...hits.filter((_, at) => at !== current)));
    CSS.highlights.set("now", new Highlight(...hits.slice(Math.max(current, 0), current + 1)));
  }
  function goTo(number) {
    if (!hits.length) return;
    current = (number + hits.length) % hits.length;
    const range = hits[current];
    const box = range.getBoundingClientRect();
    if (box.top < top() + 20 || box.bottom > innerHeight - 20) {
      window.scrollBy({ top: box.top - innerHeight / 3 });
    }
    if (!("highlights" in CSS) && document.activeElement !== words) {
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    }
    tell(words.value);
  }
  function stopFinding() {
    words.value = "";
    find();
    words.blur();
  }
  words.addEventListener("input", find);
  search.addEventListener("submit", (event) => event.preventDefault());
  one("#later").addEventListener("click", () => goTo(current + 1));
  one("#earlier").addEventListener("click", () => goTo(current - 1));
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); goTo(current + (event.shiftKey ? -1 : 1)); }
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); stopFinding(); }
  });

  /* The section that is being read */
  const links = new Map(all(".contents ol a").map((link) => [link.hash.slice(1), link]));
  const headings = all("[data-section]");
  let waiting = false;
  function follow() {
    waiting = false;
    const line = top() + innerHeight / 4;
    const now = headings.findLast((heading) => heading.getBoundingClientRect().top < line);
    const here = now ? now.id : "article";
    for (const [id, link] of links) {
      if (id === here) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  }
  addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(follow); } }, { passive: true });
  follow();

  /* Keys. Whoever speaks to the browser, or types with a switch, can turn them off. */
  const keysOn = one("#keys-on");
  keysOn.checked = kept.get("keys") !== "off";
  keysOn.addEventListener("change", () => kept.set("keys", keysOn.checked ? "on" : "off"));
  one("#help").addEventListener("click", () => keys.showModal());
  const line = () => parseFloat(getComputedStyle(one("article")).lineHeight) || 28;
  const paragraphs = all("article .block, article [data-section]");
  const actions = {
    "j": () => window.scrollBy(0, line()),
    "k": () => window.scrollBy(0, -line()),
    "b": () => window.scrollBy(0, -innerHeight * 0.85),
    "g": () => window.scrollTo(0, 0),
    "G": () => window.scrollTo(0, document.documentElement.scrollHeight),
    "]": () => step(headings, 1),
    "[": () => step(headings, -1),
    "}": () => step(paragraphs, 1),
    "{": () => step(paragraphs, -1),
    ".": () => takeNext(1),
    ",": () => takeNext(-1),
    "/": () => { words.focus(); words.select(); },
    "n": () => goTo(current + 1),
    "N": () => goTo(current - 1),
    "@": () => one(".contents a[href^='#voice-']")?.focus(),
    "h": () => { root.dataset.highlights = root.dataset.highlights === "none" ? "all" : "none"; },
    "t": switchTheme,
    "?": () => keys.showModal(),
    "Escape": () => { take(-1); if (words.value) stopFinding(); },
  };
  addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input[type=search], textarea, select, dialog");
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping || event.defaultPrevented) return;
    if (!keysOn.checked && event.key !== "?") return;
    const act = Object.hasOwn(actions, event.key) ? actions[event.key] : null;
    if (act) { event.preventDefault(); act(); }
  });

  /* On a narrow page the contents stand above the article: closed, they leave it in sight. */
  if (matchMedia("(max-width: 48rem)").matches) one(".contents details").open = false;
  if (location.hash.startsWith("#q")) take(quotes.findIndex((quote) => "#" + quote.id === location.hash));
});
