/* The pages work without this script. Nothing here makes HTML out of text. */
"use strict";
(() => {
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
function make(name, properties, ...inside) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
}

/** What the address asks for, behind `#` or `?`. */
const asked = (name) => new URLSearchParams(`${location.hash.slice(1)}&${location.search.slice(1)}`).get(name) || "";

/** Seconds of "754.2", "1:02:03", "1h2m3s" or a media fragment's "npt:10,20"; NaN when the text is no time. */
function seconds(words) {
  const text = words.replace(/^npt:|,.*/g, "");
  const colons = /^(?:(\d+):)?(\d+):(\d\d(?:\.\d+)?)$/.exec(text);
  const units = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s?)?$/i.exec(text);
  const [, hours = 0, minutes = 0, rest = 0] = colons || (text && units) || [, , , NaN];
  return hours * 3600 + minutes * 60 + +rest;
}

function label(moment) {
  const parts = [moment / 3600, (moment / 60) % 60, moment % 60].map((part) => String(Math.floor(part)).padStart(2, "0"));
  return parts.join(":").replace(/^(00:)?0?/, "");
}

const memory = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); } catch { /* a page from disk may have no storage */ } },
};

/** Whether the page is used with fingers. */
const touched = () => matchMedia("(pointer: coarse)").matches;

/** False where the browser has no clipboard (plain http). */
async function copy(text) {
  try { await navigator.clipboard.writeText(text); return true; } catch { return false; }
}

function say(place, text) {
  clearTimeout(place.timer);
  place.textContent = text;
}

/** Say what has been done, for a moment. */
function announce(place, text, after = "") {
  say(place, text);
  place.timer = setTimeout(() => say(place, after), 4000);
}

/** A place whose text is read out and not seen. */
function voice(neighbour) {
  const place = make("span", { className: "hushed" });
  place.setAttribute("role", "status");
  neighbour.after(place);
  return place;
}

for (const button of all("[data-copy]")) {
  const words = button.textContent, told = voice(button), { copy: address, done } = button.dataset;
  button.addEventListener("click", async () => {
    const text = (await copy(address)) ? done : address;
    announce(button, text, words);
    announce(told, text); // a button that changes is not read out again
  });
}

/* A table that scrolls is reached by the keyboard, in every browser. */
const scrolling = new ResizeObserver((tables) => {
  for (const { target } of tables) target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1;
});
for (const table of all("table")) scrolling.observe(table);

const dock = one("#player"), form = one("#search");
function begin() {
  if (dock) episode();
  if (form) search();
}
/* Safari runs scripts before the styles are there, and places are measured in them. Refused or switched off, they never come. */
const styles = one("link[rel=stylesheet]"), happens = (place, event) => new Promise((done) => place.addEventListener(event, done));
if (styles?.sheet !== null) begin();
else Promise.race([happens(styles, "load"), happens(styles, "error"), happens(window, "load")]).then(begin);

function episode() {
  const audio = one("audio"), slider = one("input", dock), speed = one("select", dock), status = one(".message", dock), told = voice(status);
  const resume = one(".resume"), follow = one(".follow", dock);
  const transcript = one("#transcript"), list = one("#chapters ol");
  const length = () => (isFinite(audio.duration) ? audio.duration : +dock.dataset.seconds);
  const chapters = all("#chapters .title").map((words) => {
    const place = words.closest("a");
    return { place, at: +place.hash.slice(3), title: words.firstChild.data.trim() };
  });
  const passages = all("#transcript [data-t]").map((place) => ({ place, at: +place.dataset.t })).sort((a, b) => a.at - b.at);
  passages.forEach((entry, i) => { entry.next = passages[i + 1]; });
  const { key, title, show: series, cover, error } = dock.dataset, position = `position ${key}`;
  const plain = (event) => !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

  /* Two sources of sound, one at a time: the audio element, and YouTube's player once it is open. */
  let wanted = null; // before the sound's length is known: Safari on iOS forgets what is set that early
  const sound = {
    get time() { return wanted ?? audio.currentTime; },
    get paused() { return audio.paused; },
    get waits() { return audio.readyState < 3; },
    seek(moment) { wanted = audio.readyState ? null : moment; audio.currentTime = moment; },
    play() {
      if (audio.error) { wanted = this.time; audio.load(); } // the network may be back
      audio.play().catch(() => {});
    },
    pause() { audio.pause(); },
    rate(value) { audio.playbackRate = audio.defaultPlaybackRate = value; },
  };
  let source = sound;

  audio.addEventListener("loadedmetadata", () => { if (wanted !== null) audio.currentTime = wanted; });
  audio.addEventListener("playing", () => {
    say(status, "");
    if (wanted !== null && Math.abs(audio.currentTime - wanted) > 2) audio.currentTime = wanted;
    wanted = null;
  });
  for (const event of ["timeupdate", "seeking", "seeked", "play", "pause", "loadedmetadata", "waiting", "playing", "error"]) audio.addEventListener(event, show);

  function seek(moment, play) {
    const to = Math.min(Math.max(0, moment), Math.max(0, length() - 0.2));
    resume.textContent = "";
    leaveAsked();
    source.seek(to);
    if (play) source.play();
    show();
    showPosition();
  }

  /* What is shown follows from the time alone: it is right after any jump. */
  let pressed = false; // the slider, by a pointer
  const steered = () => document.activeElement === slider && !pressed;
  const session = navigator.mediaSession;
  let chapter = null, passage = null, saved = 0;
  function last(list, time) {
    let low = 0, high = list.length;
    while (low < high) { const middle = (low + high) >> 1; if (list[middle].at <= time + 0.01) low = middle + 1; else high = middle; }
    return list[low - 1] || null;
  }
  function mark(old, now) {
    if (old === now) return;
    old?.place.removeAttribute("aria-current");
    now?.place.setAttribute("aria-current", "true");
  }
  function showPosition() {
    slider.max = Math.floor(length());
    slider.value = source.time;
    slider.setAttribute("aria-valuetext", `${label(source.time)} ${slider.dataset.of} ${label(length())}`);
  }
  function show() {
    const time = source.time, playing = !source.paused;
    if (!playing || !steered()) showPosition();
    dock.style.setProperty("--done", `${(100 * time) / length()}%`);
    one(".at", dock).textContent = label(time);
    document.body.classList.toggle("playing", playing);
    document.body.classList.toggle("waiting", playing && source.waits);
    const begun = playing || time > 0, here = begun ? last(chapters, time) : null, said = begun ? last(passages, time) : null;
    if (here !== chapter) {
      mark(chapter, here);
      chapter = here;
      one(".now b", dock).textContent = here?.title || title;
      if (here) keepInList(here.place);
      tellSystem();
    }
    const along = following && playing && passage && visible(passage.place) && getSelection().isCollapsed;
    mark(passage, said);
    passage = said;
    if (along && passage) bring();
    offer();
    if (!playing) return;
    resume.textContent = "";
    leaveAsked();
    if (Math.abs(time - saved) > 5) { saved = time; save(); }
  }

  function keepInList(link) {
    const box = link.getBoundingClientRect(), frame = list.getBoundingClientRect(), fades = parseFloat(getComputedStyle(list).paddingBottom);
    if (box.top < frame.top || box.bottom > frame.bottom - fades) list.scrollTop += box.top - frame.top - frame.height / 3;
  }

  /* Following: the page moves only for a reader who was looking at the passage before, and not after they scrolled. */
  let following = true;
  const foot = () => Math.min(innerHeight, dock.getBoundingClientRect().top);
  function visible(block) {
    const box = block.getBoundingClientRect();
    return box.bottom > 0 && box.top < foot();
  }
  /** How long a passage lasts, in seconds. */
  const lasts = ({ at, next }) => (next ? next.at : length()) - at;
  /** From where to where stands what is being said: in a passage longer than half the window a line, by the share of its time. */
  function spokenAt() {
    const { top, bottom, height } = passage.place.getBoundingClientRect();
    const line = top + height * Math.min(1, (source.time - passage.at) / lasts(passage));
    return height > foot() / 2 ? [line, line] : [top, bottom];
  }
  function bring(behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth") {
    const [top, bottom] = spokenAt();
    if (top < 60 || bottom > foot() - 40) scrollTo({ top: scrollY + top - innerHeight / 4, behavior });
  }
  for (const event of ["wheel", "touchmove"]) addEventListener(event, ({ target }) => { following &&= list?.contains(target); }, { passive: true });
  addEventListener("keydown", ({ key, target }) => {
    if (/^(Arrow(Up|Down)|Page|Home|End| )/.test(key) && !dock.contains(target)) following = false;
  });
  function offer() { // the way back, to a reader of another part of the transcript
    const [top, bottom] = passage ? spokenAt() : [];
    follow.hidden = source.paused || !(bottom < 0 || top > foot()) || !visible(transcript);
  }
  addEventListener("scroll", offer, { passive: true });

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#t="]');
    if (!link || !plain(event)) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    jump(+link.hash.slice(3), true);
  });
  /** To a place that the reader chose; a transcript in sight comes along. */
  function jump(moment, play) {
    following = true;
    seek(moment, play);
    if (passage && visible(transcript)) bring();
  }
  /** Whether the address asks for a moment; its words are shown then. */
  function goToAsked() {
    const moment = seconds(asked("t"));
    if (isNaN(moment)) return false;
    seek(moment);
    history.replaceState("asked", "");
    passage?.place.scrollIntoView({ block: "center" });
    if (passage) bring("auto");
    return true;
  }
  addEventListener("hashchange", () => { if (/[#&]t=/.test(location.hash)) goToAsked(); });
  function address(moment) {
    const own = location.protocol === "file:" ? one("link[rel=canonical]").href : location.href.split(/[?#]/)[0];
    return `${own}#t=${Math.floor(moment)}`;
  }

  /* A moment that the address asks for is not where the listener was, until it is played or left. The tab remembers that. */
  function leaveAsked() { if (history.state) history.replaceState(null, ""); }
  /** Whether the listener was somewhere before. */
  function resumeLast() {
    const left = +memory.get(position), told = left > 10 && left < length() - 20;
    if (!told) return false;
    seek(left);
    resume.textContent = resume.dataset.text.replace("{}", label(left));
    return true;
  }
  const [visit] = performance.getEntriesByType("navigation"); // a page that is loaded again has an old moment in its address
  if (!history.state && (visit?.type === "reload" || visit?.type === "back_forward")) resumeLast() || goToAsked();
  else goToAsked() || resumeLast();
  function save() { memory.set(position, source.time > length() - 20 ? 0 : Math.floor(source.time)); }
  audio.addEventListener("error", () => {
    audio.pause(); // Firefox goes on in silence where the machine has no sound
    say(status, error);
  });
  addEventListener("pagehide", () => { if (source.time > 1 && !history.state) save(); });
  /* Safari keeps a page that is left, but not its sound. */
  addEventListener("pageshow", ({ persisted }) => { if (persisted && !source.time) resumeLast(); });
  speed.value = memory.get("speed");
  speed.value ||= "1";
  sound.rate(+speed.value);
  speed.addEventListener("change", () => { source.rate(+speed.value); memory.set("speed", speed.value); });

  /* Where a button or key leads is read out while the sound stands still; the slider's own value is in any case. */
  const tell = (text) => { if (source.paused) announce(told, text); };
  function step(moment) {
    seek(moment);
    if (!steered()) tell(label(source.time));
  }
  function turn(moment) {
    jump(moment);
    tell(`${label(source.time)} ${chapter?.title || title}`);
  }
  const deeds = {
    toggle() { if (source.paused) source.play(); else source.pause(); },
    back: () => step(source.time - 15),
    on: () => step(source.time + 15),
    previous: () => turn(last(chapters, source.time - 3)?.at || 0),
    next() {
      const to = chapters.find(({ at }) => at > source.time);
      if (to) turn(to.at);
    },
    follow() {
      following = true;
      getSelection().removeAllRanges();
      if (passage) bring();
    },
    async copy(button) {
      const link = address(source.time), done = await copy(link);
      if (!done) history.replaceState(null, "", new URL(link).hash);
      announce(status, done ? button.dataset.done : button.dataset.else);
    },
    close: closeVideo,
  };
  for (const button of all("[data-do]")) button.addEventListener("click", () => deeds[button.dataset.do](button));
  slider.addEventListener("input", () => seek(+slider.value));
  /* A screen reader says each value that the slider takes while it has the keyboard: those asked for, not each second that plays. */
  slider.addEventListener("pointerdown", () => { pressed = true; });
  slider.addEventListener("blur", () => { pressed = false; });
  slider.addEventListener("keydown", showPosition);
  const keys = { k: "toggle", j: "back", l: "on", PageUp: "previous", PageDown: "next" };
  dock.addEventListener("keydown", (event) => {
    const deed = keys[event.key] || (event.key > "~" && keys[event.code.replace("Key", "").toLowerCase()]); // Arabic keyboards have no K
    if (event.target === speed || !plain(event) || !deed) return;
    event.preventDefault();
    deeds[deed]();
  });

  /* The lock screen and the keyboard's media keys */
  function tellSystem() {
    if (session) session.metadata = new MediaMetadata({ title: chapter?.title || title, artist: series, album: title, artwork: [{ src: cover }] });
  }
  const { back, on, previous, next } = deeds, seekto = (details) => seek(details.seekTime);
  const actions = { seekbackward: back, seekforward: on, previoustrack: previous, nexttrack: next, seekto };
  for (const action in actions) session?.setActionHandler(action, actions[action]);

  /* Selected words can be shared with their time: between their passage's and the next one's, by the share of letters before them. */
  const quote = one("#quote");
  let quoted = null;
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection(), text = String(chosen).trim();
    const from = chosen.rangeCount && !chosen.isCollapsed && text.length > 2 ? chosen.getRangeAt(0) : null;
    const begins = from?.startContainer; // a text, or for a third click in Firefox the passage itself
    const inside = begins && (begins.closest ? begins : begins.parentElement).closest("#transcript [data-t]");
    quote.hidden = !inside;
    if (!inside) return;
    const entry = passages.find(({ place }) => place === inside), before = from.cloneRange(), box = from.getBoundingClientRect();
    before.collapse(true);
    before.setStart(inside, 0);
    quoted = { text, moment: entry.at + (lasts(entry) * String(before).length) / inside.textContent.length };
    quote.style.top = `${scrollY + box.bottom + 8}px`;
    quote.style.left = `${Math.max(8, Math.min(box.left, innerWidth - quote.offsetWidth - 8))}px`;
  });
  quote.addEventListener("click", async () => {
    const url = address(quoted.moment), text = `“${quoted.text}” ${title}`;
    quote.hidden = true;
    if (navigator.share && touched()) navigator.share({ text, url }).catch(() => {});
    else if (await copy(`${text}, ${url}`)) announce(status, quote.dataset.done);
    else say(status, url);
  });

  /* YouTube's player comes on a click, and is driven by messages, without a script of theirs. Its clock may be ahead of the sound's. */
  const facade = one(".facade"), host = "https://www.youtube-nocookie.com", shift = +facade?.dataset.shift || 0;
  let frame = null;
  const video = {
    time: 0,
    paused: true,
    waits: false, // it shows that itself
    send(func, ...args) { frame.contentWindow.postMessage(JSON.stringify({ event: "command", func, args }), host); },
    seek(moment) {
      this.time = moment;
      if (!frame.heard) frame.asked = moment; // what is sent before the player listens is lost
      this.send("seekTo", moment + shift, true);
    },
    play() { this.send("playVideo"); },
    pause() { this.send("pauseVideo"); },
    rate(value) { this.send("setPlaybackRate", value); },
  };
  facade?.addEventListener("click", (event) => {
    if (!plain(event)) return;
    event.preventDefault();
    const from = sound.time;
    audio.pause();
    const options = { autoplay: 1, enablejsapi: 1, disablekb: 1, playsinline: 1, rel: 0, start: Math.max(0, Math.floor(from + shift)) };
    if (location.protocol !== "file:") options.origin = location.origin;
    frame = make("iframe", {
      title, allow: "autoplay; fullscreen; encrypted-media; picture-in-picture", allowFullscreen: true,
      referrerPolicy: "strict-origin-when-cross-origin", // without a referrer YouTube shows error 153
      src: `${host}/embed/${facade.dataset.video}?${new URLSearchParams(options)}`,
    });
    frame.addEventListener("load", () => frame.contentWindow.postMessage('{"event":"listening","id":1,"channel":"widget"}', host));
    video.time = from;
    source = video;
    facade.before(frame);
    frame.focus();
    show();
  });
  addEventListener("message", (event) => {
    if (event.origin !== host || event.source !== frame?.contentWindow) return;
    let info;
    try { info = JSON.parse(event.data).info; } catch { return; }
    if (!info) return;
    if (!frame.heard) {
      frame.heard = true;
      video.rate(+speed.value);
      if (frame.asked !== undefined) video.seek(frame.asked);
    }
    if (info.currentTime !== undefined) video.time = Math.max(0, info.currentTime - shift);
    if (info.playerState !== undefined) video.paused = ![1, 3].includes(info.playerState); // 1 plays, 3 loads
    show();
  });
  function closeVideo() {
    source = sound;
    seek(video.time, !video.paused);
    frame.remove();
    frame = null;
    facade.focus();
  }

  audio.controls = false;
  dock.hidden = false;
  show();
  tellSystem();
}

/* Lists of episodes load at the first focus, shards as words need them, what was said as hits come into view. */
function search() {
  const field = one("input", form), status = one(".message", form), results = one("#results"), shown = one("div", results), listing = one(".columns");
  const { marks, unspaced, letters = "", article = "", none, little = none, one: single, many, meant = "" } = form.dataset, accents = new RegExp(`[${marks}]+`, "gu");
  const word = new RegExp(`[${unspaced}]+|(?:(?![${unspaced}])[\\p{L}\\p{N}])+(?:\\+\\+|#)?`, "gu"), run = new RegExp(`^[${unspaced}]`, "u");
  const spelt = new Map(letters.split(" ").map(([letter, ...others]) => [letter, others.join("")]));
  const strange = new RegExp(`[${[...spelt.keys()].join("")}]`, "gu");
  const fold = (text) => text.normalize("NFKD").replace(accents, "").normalize("NFKC").toLowerCase().replace(strange, (letter) => spelt.get(letter));
  const versions = form.dataset.blocks.split(" ").filter(Boolean), blocks = [], texts = new Map(), loaded = new Set();
  const SHELF = 50; // hits drawn at once
  const NEAR = 180, BEFORE = 60, LONG = 260; // letters: of words that stand together, shown before them, shown in all
  /* Of the query: its usable words, and patterns of what it asks for, of the quotations in it, of all of it in a row. */
  let words = [], wants = [], quoted = [], whole = null;
  let hits = [], drawn = new Map(), pending = 0;

  function load(src, then) {
    if (loaded.has(src)) return;
    loaded.add(src);
    if (then) pending++;
    const done = () => { if (then && !--pending) then(); };
    document.head.append(make("script", { src, onload: done, onerror: done }));
  }
  const loadPart = (name, number) => load(`assets/search/${name}.js?${versions[number - 1]}`, answer);
  const loadLists = () => { for (let number = versions.length; number; number--) loadPart(number, number); }; // the newest first
  const pageOf = (slug) => `${encodeURIComponent(slug)}/index.html`, loadSaid = (href) => load(href.replace("index.html", "said.js"));
  const seen = new IntersectionObserver((entries) => {
    for (const { target } of entries.filter(({ isIntersecting }) => isIntersecting)) {
      loadSaid(one("a", target).getAttribute("href"));
      if (!target.nextSibling) draw(SHELF);
    }
  });
  window.found = (number, count, shards, episodes) => {
    blocks[versions.length - number] = { number, count, shards: new Map(shards.map((shard) => [shard])), episodes };
  };
  window.held = (number, shard, lines) => blocks[versions.length - number].shards.set(shard, lines.split("\n").map((line) => line.split(" ")));
  window.said = (slug, summary, end, lines) => {
    const rows = lines.split("\n").filter(Boolean).map((line) => {
      const [at, speaker, text] = line.split("\t");
      return { at: parseFloat(at), speaker, text, folded: fold(text) };
    });
    texts.set(slug, { summary, end, rows });
    const hit = hits.find(([other]) => other === slug);
    if (hit && lacks(hit)) drop(hit);
    else drawn.get(slug)?.fill();
    tell();
  };

  /** The terms that a word asks for: itself, or in writing without blanks each pair of its characters. */
  const terms = (query) => (run.test(query) && query.length > 1 ? Array.from({ length: query.length - 1 }, (_, i) => query.slice(i, i + 2)) : [query]);
  /** Which episodes of a block have a term, and which ask about it; none while its shard is on the way. */
  function holders({ number, count, shards }, term) {
    const shard = term.codePointAt(0) % count;
    if (!shards.has(shard)) return [];
    if (!shards.get(shard)) loadPart(`${number}-${shard}`, number);
    return (shards.get(shard) || []).filter(([other]) => other.startsWith(term)).map(([, where]) => where.split("!"));
  }

  const usable = (query) => query.length > 1 || /[^a-z]/.test(query);
  /** Words in a row, from where a word begins; in writing without blanks that may be anywhere. Arabic's article may stand before each. */
  function pattern(row) {
    const close = (query) => run.test(query) || /[+#]$/.test(query), written = row.map((query) => `(?:${article})?${query.replace("++", "\\+\\+")}`);
    const between = `[^\\p{L}\\p{N}]${row.some(close) ? "*" : "+"}`;
    return new RegExp(`(${run.test(row[0]) ? "" : `^|[${unspaced}]|[^\\p{L}\\p{N}]`})(${written.join(between)})`, "gu");
  }
  /** A word without Arabic's article, where a word is left, and without signs, where it is no name such as C++ or F#. */
  const bare = (query) => query.replace(/^ال(?=...)/u, "").replace(/(^[^a-z]|[^+#]{2})[+#]+$/u, "$1");
  const within = (want, folded) => folded.search(want) >= 0;

  function answer() {
    const parts = fold(field.value).split(/["“”„«»「」『』]/).map((part) => (part.match(word) || []).map(bare)); // every other one is quoted
    const row = parts.flat();
    const patterns = (some) => some.filter((part) => part.some(usable)).map(pattern);
    words = row.filter(usable);
    wants = patterns(parts.flatMap((part, i) => (i % 2 ? [part] : part.map((query) => [query]))));
    quoted = patterns(parts.filter((_, i) => i % 2));
    whole = words.length ? pattern(row) : null;
    hits = matching(words).filter((hit) => !lacks(hit));
    seen.disconnect();
    drawn = new Map();
    shown.replaceChildren();
    draw(SHELF);
    if (quoted.length && hits.length <= SHELF) for (const [slug] of hits) loadSaid(pageOf(slug));
    tell();
  }
  /** Episodes that have all of some words, those first whose title or questions do. */
  function matching(some) {
    const wanted = some.flatMap(terms), asking = [], saying = [];
    for (const block of wanted.length ? blocks.filter(Boolean) : []) {
      const holding = wanted.map((term) => holders(block, term));
      const episodes = (which) => holding.map((lists) => new Set(lists.flatMap((list) => [...(list[which] || "")])));
      const anywhere = episodes(0), inTitles = episodes(1);
      for (let i = block.episodes.length - 1; i >= 0; i--) {
        const has = (sets) => sets.every((set) => set.has(String.fromCharCode(48 + i)));
        if (has(anywhere)) (has(inTitles) ? asking : saying).push(block.episodes[i]);
      }
    }
    return [...asking, ...saying];
  }

  /** How many letters to leave out, put in, change or swap with their neighbours until one word is the other. */
  function apart(a, b) {
    let before = [], row = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      [before, row] = [row, next];
    }
    return row[b.length];
  }
  /** A word that nobody has as the nearest one that somebody has, of several what most have, else as two of them; others as they are. */
  function nearest(query) {
    const known = blocks.filter(Boolean), has = (part) => known.some((block) => holders(block, part).length);
    if (run.test(query) || has(query)) return query;
    const begins = [];
    let least = Math.min(2, Math.floor(query.length / 4)), most = 0, chosen = query;
    for (const [term, where] of known.flatMap(({ shards }) => [...shards.values()].filter(Boolean).flat())) {
      if (term.length > 1 && query.startsWith(term)) begins.push(term.length);
      if (Math.abs(term.length - query.length) > least) continue;
      const far = apart(query, term);
      if (far < least || (far === least && where.length > most)) [least, most, chosen] = [far, where.length, term];
    }
    const cut = chosen === query && begins.sort((a, b) => b - a).find((length) => query.length > length + 1 && has(query.slice(length)));
    return cut ? `${query.slice(0, cut)} ${query.slice(cut)}` : chosen;
  }
  /** Offers the query as it may have been meant, where that finds something: names are typed as they sound, one word as two, two as one. */
  function offer(nothing) {
    const joined = words.slice(1).map((last, i) => [...words.slice(0, i), words[i] + last, ...words.slice(i + 2)].join(" "));
    const others = nothing ? [...joined, words.map(nearest).join(" ")] : [];
    const query = others.find((other) => other !== words.join(" ") && matching(other.split(" ")).length) || "";
    guess.hidden = !query;
    guess.value = query;
    guess.textContent = meant.replace("{}", () => query);
  }

  /** Says how many were found; of a quotation that is known once all that was said is, which of many is not loaded before it is seen. */
  function sayFound() {
    const unsure = quoted.length && hits.some(([slug]) => !texts.has(slug));
    const number = unsure ? "" : hits.length > 1 ? many : single, nothing = !words.length ? field.value.trim() && little : pending ? "" : none;
    const text = hits.length ? number : nothing, what = hits.length || field.value.trim();
    const told = text.replace("{}", () => what);
    if (status.textContent !== told) status.textContent = told;
    offer(meant && !hits.length && !pending);
  }
  /** Shows what there is at once, and says it when the typing pauses: not for each letter. */
  function tell() {
    results.hidden = !hits.length;
    listing.hidden = hits.length > 0;
    guess.hidden = true;
    clearTimeout(status.timer);
    status.timer = setTimeout(sayFound, 400);
  }
  /** Whether an episode is known to have a quoted phrase nowhere: the words of one are looked up each by itself. */
  function lacks([slug, title]) {
    const text = quoted.length && texts.get(slug);
    if (!text) return false;
    const own = [fold(title), fold(text.summary), ...new Set(text.rows.map(({ speaker }) => fold(speaker))), ...text.rows.map(({ folded }) => folded)];
    return !quoted.every((want) => own.some((folded) => within(want, folded)));
  }
  function drop(hit) {
    hits = hits.filter((other) => other !== hit);
    if (!drawn.has(hit[0])) return;
    drawn.get(hit[0]).piece.remove();
    drawn.delete(hit[0]);
    draw(1);
  }

  /** So many more hits below those that are there; the rest follows when the last one comes into view. */
  function draw(count) {
    for (const [slug, title, when] of hits.slice(drawn.size, drawn.size + count)) {
      const href = pageOf(slug), list = make("ul", { className: "hits" });
      const piece = make("article", {}, make("p", { className: "when" }, when), make("h3", {}, make("a", { href, dir: "auto" }, ...marked(title))), list);
      const fill = () => list.replaceChildren(...lines(href, texts.get(slug)));
      drawn.set(slug, { piece, fill });
      fill();
      shown.append(piece);
      seen.observe(piece);
    }
  }
  /** The best lines of what was said in an episode, once that is there: those with all that is wanted, else with some of it. */
  function lines(href, text) {
    if (!text) return [];
    const having = (which) => text.rows.filter(({ folded }) => wants[which]((want) => within(want, folded)));
    const full = having("every"), rows = (full.length ? full : having("some")).map((row) => ({ row, ...best(row.folded) }));
    const chosen = new Set([...rows].sort((a, b) => b.worth - a.worth).slice(0, 4));
    const items = rows.filter((each) => chosen.has(each)).map(({ row, from: found }) => {
      const { pieces, from } = taken(row.text), at = from[found], [start, end] = around(pieces, at), moment = second(text, row, at / pieces.length);
      const cut = marked(pieces.slice(start, end).join(""));
      const said = make("span", { dir: "auto" }, make("b", {}, row.speaker), row.speaker && " ", start ? "… " : "", ...cut, end < pieces.length ? " …" : "");
      const told = isNaN(moment) ? { href, text: "" } : { href: `${href}#t=${moment}`, text: label(moment) };
      return make("li", {}, make("a", { href: told.href }, make("span", { className: "at" }, told.text), " ", said));
    });
    return items.length || !text.summary ? items : [make("li", {}, text.summary)];
  }

  /** Where in a folded text what is wanted stands, in order, and which of it. */
  const places = (folded) => wants.flatMap((want, which) => [...folded.matchAll(want)].map((found) => {
    const from = found.index + found[1].length;
    return { from, to: from + found[2].length, which };
  })).sort((a, b) => a.from - b.from);
  /** The place of a folded text to show: the query as it was typed, else where most of what is wanted stands together, the longest words, the closest. */
  function best(folded) {
    const [row] = folded.matchAll(whole);
    if (row) return { from: row.index + row[1].length, worth: Infinity };
    const found = places(folded);
    let chosen = { from: 0, worth: 0 };
    for (let i = 0; i < found.length; i++) {
      const { from } = found[i], near = new Set();
      let worth = 0, end = from;
      for (let j = i; j < found.length && found[j].to <= from + NEAR; j++) {
        if (near.has(found[j].which)) continue;
        near.add(found[j].which);
        end = found[j].to;
        worth += NEAR + end - found[j].from;
      }
      worth -= (end - from) / (NEAR + 1);
      if (worth > chosen.worth) chosen = { from, worth };
    }
    return chosen;
  }
  /** From where to where a text is shown around a place, in whole words where there are blanks. */
  function around(pieces, at) {
    const blank = (piece) => /\s/.test(piece), near = Math.max(0, at - BEFORE), start = near && near + 1 + pieces.slice(near, at).findIndex(blank);
    const far = near + LONG, back = pieces.slice(far - 40, far + 1).reverse().findIndex(blank);
    return [start, far < pieces.length ? far - Math.max(0, back) : pieces.length];
  }
  /** The second to begin at for words after so much of a row: between its time and the next one's, two seconds before, so that they are heard. */
  function second({ rows, end }, row, share) {
    const here = rows.indexOf(row), later = rows.findIndex(({ at }, i) => i > here && at > row.at), next = later < 0 ? rows.length : later;
    const letters = rows.slice(here, next).reduce((sum, { text }) => sum + text.length, 0);
    const lasts = (later < 0 ? end : rows[later].at) - row.at;
    return Math.max(row.at, Math.floor(row.at + (lasts * share * row.text.length) / letters - 2));
  }
  /** A text in pieces, letters with their accents; and of each letter of the folded text from which of them it comes, since `ß` gives two. */
  function taken(text) {
    const pieces = text.normalize().match(/.\p{M}*/gsu) || [], folded = pieces.map(fold);
    return { pieces, folded: folded.join(""), from: folded.flatMap((letters, i) => Array(letters.length).fill(i)) };
  }
  /** A text with what the query wants marked, whatever accents are on its letters. */
  function marked(text) {
    const { pieces, folded, from } = taken(text), parts = [];
    let done = 0;
    for (const found of places(folded)) {
      const start = Math.max(done, from[found.from]), end = from[found.to - 1] + 1;
      if (end <= start) continue;
      parts.push(pieces.slice(done, start).join(""), make("mark", {}, pieces.slice(start, end).join("")));
      done = end;
    }
    return [...parts, pieces.slice(done).join("")];
  }

  const guess = make("button", { type: "button", className: "plain", hidden: true });
  status.after(guess);
  guess.addEventListener("click", () => {
    field.value = guess.value;
    field.focus();
    field.dispatchEvent(new Event("input"));
    field.dispatchEvent(new Event("change"));
  });

  field.addEventListener("focus", loadLists);
  field.addEventListener("input", () => { loadLists(); answer(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (touched()) field.blur(); // a keyboard on the screen makes room for what was found
  });
  /* The query stays in the address, for who comes back from a hit; Safari resets the field then. */
  field.addEventListener("change", () => {
    history.replaceState(null, "", `#${new URLSearchParams({ q: field.value })}`);
    field.defaultValue = field.value;
  });
  field.defaultValue = asked("q");
  if (field.value) { loadLists(); answer(); }
}
})();
