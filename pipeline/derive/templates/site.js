/* The pages work without this script. A classic one runs from disk too. Nothing here makes HTML out of text. */
"use strict";
(() => {
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
function make(name, properties, ...inside) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
}
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** Seconds of "754", "754.2", "12:34", "1:02:03" or "1h2m3s"; NaN when the text is no time. */
function seconds(text) {
  const colons = /^(?:(\d+):)?(\d+):(\d\d(?:\.\d+)?)$/.exec(text);
  const units = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s?)?$/i.exec(text);
  const [, hours, minutes, rest] = colons || (text && units) || [, , , NaN];
  return (hours || 0) * 3600 + (minutes || 0) * 60 + +(rest || 0);
}

function label(moment) {
  const s = Math.floor(moment) || 0, two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(s / 3600), minutes = Math.floor(s / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(s % 60)}` : `${minutes}:${two(s % 60)}`;
}

function asked(address) {
  const found = /#(?:.*&)?t=([^&]+)/.exec(address.hash) || /[?&]t=([^&]+)/.exec(address.search);
  return found ? seconds(found[1].replace(/%3A/gi, ":")) : NaN;
}

const memory = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); } catch { /* a page from disk may have no storage */ } },
};

/** False where the browser has no clipboard (plain http). */
async function copy(text) {
  try { await navigator.clipboard.writeText(text); return true; } catch { return false; }
}

function announce(place, text, after = "") {
  place.textContent = text;
  clearTimeout(place.timer);
  place.timer = setTimeout(() => { place.textContent = after; }, 4000);
}

for (const button of all("[data-copy]")) {
  const words = button.textContent, { copy: address, done } = button.dataset;
  button.addEventListener("click", async () => announce(button, (await copy(address)) ? done : address, words));
}

const dock = one("#player");
if (dock) episode();
const form = one("#search");
if (form) search();

function episode() {
  const audio = one("audio"), slider = one("input", dock), speed = one("select", dock), status = one(".message", dock);
  const start = one(".start"), resume = one(".resume"), follow = one(".follow", dock), close = one("[data-do=close]");
  const length = () => (isFinite(audio.duration) ? audio.duration : +dock.dataset.seconds);
  const chapters = all('#chapters a[href^="#t="]').map((link) => ({ link, at: +link.hash.slice(3), title: one(".title", link).firstChild.data.trim() }));
  const passages = all("#transcript [data-t]").map((block) => ({ block, at: +block.dataset.t })).sort((a, b) => a.at - b.at);
  const { key, title, show: series, cover, error } = dock.dataset, position = `position ${key}`;
  const plain = (event) => !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button);

  /* Two sources of sound, one at a time: the audio element, and YouTube's player once the reader opened it. */
  let wanted = null; // asked for before the sound's length is known: Safari on iOS forgets what is set that early
  const sound = {
    get time() { return wanted ?? audio.currentTime; },
    get paused() { return audio.paused; },
    seek(moment) { wanted = audio.readyState ? null : moment; audio.currentTime = moment; },
    play() { audio.play().catch(() => {}); },
    pause() { audio.pause(); },
    rate(value) { audio.playbackRate = audio.defaultPlaybackRate = value; },
  };
  let source = sound;

  audio.addEventListener("loadedmetadata", () => { if (wanted !== null) audio.currentTime = wanted; });
  audio.addEventListener("playing", () => {
    if (wanted !== null && Math.abs(audio.currentTime - wanted) > 2) audio.currentTime = wanted;
    wanted = null;
  });
  for (const event of ["timeupdate", "seeking", "seeked", "play", "pause", "ended", "loadedmetadata"]) audio.addEventListener(event, show);

  function seek(moment, play) {
    const to = Math.min(Math.max(0, moment), Math.max(0, length() - 0.2));
    resume.textContent = "";
    source.seek(to);
    if (play) source.play();
    show();
  }
  const toggle = () => (source.paused ? source.play() : source.pause());

  /* What is shown follows from the time alone, so that it is right after any jump. */
  let chapter = null, passage = null;
  function last(list, time) {
    let low = 0, high = list.length;
    while (low < high) { const middle = (low + high) >> 1; if (list[middle].at <= time + 0.01) low = middle + 1; else high = middle; }
    return list[low - 1] || null;
  }
  function mark(old, now, element) {
    if (old) element(old).removeAttribute("aria-current");
    if (now) element(now).setAttribute("aria-current", "true");
  }
  function show() {
    const time = source.time, playing = !source.paused;
    slider.value = time;
    slider.max = Math.floor(length());
    dock.style.setProperty("--done", `${(100 * time) / length()}%`);
    one(".at", dock).textContent = label(time);
    slider.setAttribute("aria-valuetext", `${label(time)} ${slider.dataset.of} ${label(length())}`);
    document.body.classList.toggle("playing", playing);
    for (const button of all("[data-do=toggle]")) {
      const words = playing ? button.dataset.pause : button.dataset.play;
      if (button === start) one("span", start).textContent = words; else button.setAttribute("aria-label", words);
    }
    const begun = playing || time > 0, here = begun ? last(chapters, time) : null, said = begun ? last(passages, time) : null;
    if (here !== chapter) {
      mark(chapter, here, (entry) => entry.link);
      chapter = here;
      one(".now b", dock).textContent = here ? here.title : title;
      if (here) keepInList(here.link);
      tell();
    }
    if (said !== passage) {
      const seen = passage && visible(passage.block);
      mark(passage, said, (entry) => entry.block);
      passage = said;
      if (following && seen && playing) bring();
    }
    offer();
  }

  function keepInList(link) {
    const list = link.closest("ol"), box = link.getBoundingClientRect(), frame = list.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) list.scrollTop += box.top - frame.top - frame.height / 3;
  }

  /* Following: the page moves only for a reader who was looking at the passage before, and not after they scrolled. */
  let following = true;
  function visible(block) {
    const box = block.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight - dock.offsetHeight;
  }
  function bring() {
    const box = passage.block.getBoundingClientRect(), foot = innerHeight - dock.offsetHeight;
    if (box.top >= 60 && box.bottom <= foot - 40) return;
    scrollTo({ top: scrollY + box.top - innerHeight / 4, behavior: still.matches ? "auto" : "smooth" });
  }
  for (const event of ["wheel", "touchmove"]) addEventListener(event, () => { following = false; }, { passive: true });
  addEventListener("keydown", (event) => {
    if (/^(Arrow(Up|Down)|Page|Home|End| )/.test(event.key) && !dock.contains(event.target)) following = false;
  });
  function offer() { // the way back, to a reader of another part of the transcript
    follow.hidden = !(passage && !source.paused && !visible(passage.block) && visible(one("#transcript")));
  }
  addEventListener("scroll", offer, { passive: true });

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#t="]');
    if (!link || !plain(event)) return;
    event.preventDefault();
    history.replaceState(null, "", link.hash);
    following = true;
    seek(+link.hash.slice(3), true);
  });
  function arrive(moment) {
    seek(moment, false);
    if (passage) passage.block.scrollIntoView({ block: "center" });
  }
  addEventListener("hashchange", () => { const moment = asked(location); if (!isNaN(moment)) arrive(moment); });
  function address(moment) {
    const own = location.protocol === "file:" ? one("link[rel=canonical]").href : location.href.split(/[?#]/)[0];
    return `${own}#t=${Math.floor(moment)}`;
  }

  const deep = asked(location), left = +memory.get(position);
  if (!isNaN(deep)) arrive(deep);
  else if (left > 10 && left < length() - 20) {
    seek(left, false);
    resume.textContent = resume.dataset.text.replace("{}", label(left));
  }
  let saved = 0;
  function save() { memory.set(position, source.time > length() - 20 ? 0 : Math.floor(source.time)); }
  audio.addEventListener("timeupdate", () => { if (Math.abs(audio.currentTime - saved) > 5) { saved = audio.currentTime; save(); } });
  audio.addEventListener("play", () => { resume.textContent = ""; tell(); });
  audio.addEventListener("error", () => announce(status, error));
  addEventListener("pagehide", () => { if (source.time > 1) save(); });
  speed.value = memory.get("speed") || "1";
  if (!speed.value) speed.value = "1";
  sound.rate(+speed.value);
  speed.addEventListener("change", () => { source.rate(+speed.value); memory.set("speed", speed.value); });

  function neighbour(way) {
    const time = source.time, here = chapters.indexOf(last(chapters, time));
    const to = way > 0 ? chapters[here + 1] : chapters[here] && time - chapters[here].at > 3 ? chapters[here] : chapters[here - 1];
    if (to) seek(to.at, false); else if (way < 0) seek(0, false);
  }
  const deeds = {
    toggle,
    back: () => seek(source.time - 15),
    on: () => seek(source.time + 15),
    previous: () => neighbour(-1),
    next: () => neighbour(1),
    follow() { following = true; if (passage) bring(); },
    async copy(button) {
      const link = address(source.time), done = await copy(link);
      if (!done) history.replaceState(null, "", link.slice(link.indexOf("#")));
      announce(status, done ? button.dataset.done : button.dataset.else);
    },
    close: () => shut(),
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) deeds[button.dataset.do](button);
  });
  slider.addEventListener("input", () => seek(+slider.value));
  const keys = { k: "toggle", j: "back", l: "on", PageUp: "previous", PageDown: "next" };
  dock.addEventListener("keydown", (event) => {
    if (event.target === speed || !plain(event) || !keys[event.key]) return;
    event.preventDefault();
    deeds[keys[event.key]]();
  });

  /* The lock screen and the keyboard's media keys */
  function tell() {
    if (!navigator.mediaSession) return;
    navigator.mediaSession.metadata = new MediaMetadata({
      title: chapter ? chapter.title : title, artist: series, album: title, artwork: [{ src: new URL(cover, location.href).href }],
    });
  }
  const { back, on, previous, next } = deeds;
  const session = { seekbackward: back, seekforward: on, previoustrack: previous, nexttrack: next, seekto: (details) => seek(details.seekTime) };
  for (const [name, deed] of Object.entries(session)) {
    try { navigator.mediaSession.setActionHandler(name, deed); } catch { /* an action that this browser does not know */ }
  }

  /* Selected words of the transcript can be shared with their time. */
  const quote = one("#quote");
  let quoted = null;
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection(), text = String(chosen).trim();
    const from = chosen.rangeCount && !chosen.isCollapsed && text.length > 2 ? chosen.getRangeAt(0) : null;
    const inside = from && (from.startContainer.parentElement || from.startContainer).closest("#transcript [data-t]");
    quote.hidden = !inside;
    if (!inside) return;
    quoted = { text, moment: momentOf(inside, from) };
    const box = from.getBoundingClientRect();
    quote.style.top = `${scrollY + box.bottom + 8}px`;
    quote.style.left = `${Math.max(8, Math.min(box.left, innerWidth - quote.offsetWidth - 8))}px`;
  });
  /** When a selection begins: between its passage and the next, by the share of letters before it. */
  function momentOf(block, range) {
    const at = passages.findIndex((entry) => entry.block === block), next = passages[at + 1];
    const before = range.cloneRange();
    before.setStart(block, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const share = String(before).length / Math.max(1, block.textContent.length);
    return passages[at].at + share * ((next ? next.at : length()) - passages[at].at);
  }
  quote.addEventListener("click", async () => {
    const url = address(quoted.moment), text = `“${quoted.text}” ${title}`;
    quote.hidden = true;
    if (navigator.share && matchMedia("(pointer: coarse)").matches) navigator.share({ text, url }).catch(() => {});
    else announce(status, (await copy(`${text}, ${url}`)) ? quote.dataset.done : url);
  });

  /* YouTube's player comes on a click, not before, and is driven by messages, without a script of theirs. */
  const facade = one(".facade"), host = "https://www.youtube-nocookie.com";
  let frame = null;
  const video = {
    time: 0,
    paused: true,
    send(func, ...args) { frame.contentWindow.postMessage(JSON.stringify({ event: "command", func, args }), host); },
    seek(moment) { this.time = moment; this.send("seekTo", moment, true); },
    play() { this.send("playVideo"); },
    pause() { this.send("pauseVideo"); },
    rate(value) { this.send("setPlaybackRate", value); },
  };
  facade?.addEventListener("click", (event) => {
    if (!plain(event)) return;
    event.preventDefault();
    const from = Math.floor(sound.time);
    audio.pause();
    const options = { autoplay: 1, enablejsapi: 1, disablekb: 1, playsinline: 1, rel: 0, start: from };
    if (location.protocol !== "file:") options.origin = location.origin;
    frame = make("iframe", {
      title, allow: "autoplay; fullscreen; encrypted-media; picture-in-picture", allowFullscreen: true,
      referrerPolicy: "strict-origin-when-cross-origin", // without a referrer YouTube shows error 153
      src: `${host}/embed/${facade.dataset.video}?${new URLSearchParams(options)}`,
    });
    frame.addEventListener("load", () => frame.contentWindow.postMessage('{"event":"listening","id":1,"channel":"widget"}', host));
    video.time = from;
    source = video;
    facade.hidden = true;
    close.hidden = false;
    facade.after(frame);
    frame.focus();
    show();
  });
  addEventListener("message", (event) => {
    if (!frame || event.origin !== host || event.source !== frame.contentWindow) return;
    let info;
    try { info = JSON.parse(event.data).info; } catch { return; }
    if (!info) return;
    if (!frame.heard) { frame.heard = true; video.rate(+speed.value); }
    if (info.currentTime !== undefined) video.time = info.currentTime;
    if (info.playerState !== undefined) video.paused = info.playerState !== 1 && info.playerState !== 3; // 1 plays, 3 loads
    show();
  });
  function shut() {
    source = sound;
    sound.seek(video.time);
    frame.remove();
    frame = null;
    facade.hidden = false;
    close.hidden = true;
    facade.focus();
    show();
  }

  audio.controls = false;
  if (!chapters.length) for (const button of all("[data-do=previous], [data-do=next]", dock)) button.hidden = true;
  dock.hidden = false;
  show();
}

/* Lists of episodes load at the first focus, shards as words need them, what was said when a hit comes into view. */
function search() {
  const field = one("input", form), status = one(".message", form), results = one("#results"), listing = one(".columns");
  const marks = /[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u3099\u309a]+/g;
  const unspaced = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}";
  const word = new RegExp(`[${unspaced}]+|[\\p{L}\\p{N}]+`, "gu"), run = new RegExp(`^[${unspaced}]`, "u");
  const fold = (text) => text.normalize("NFKD").replace(marks, "").normalize("NFKC").toLowerCase();
  const versions = form.dataset.blocks.split(" ").filter(Boolean), blocks = [], texts = new Map(), loaded = new Set(), most = 50;
  let words = [], drawn = new Map(), pending = 0;

  function load(src, then) {
    if (loaded.has(src)) return;
    loaded.add(src);
    if (then) pending++;
    const done = () => { if (then && !--pending) then(); };
    document.head.append(make("script", { src, onload: done, onerror: done }));
  }
  const part = (name, number) => load(`assets/search/${name}.js?${versions[number - 1]}`, answer);
  const begin = () => versions.map((_, i) => versions.length - i).forEach((number) => part(number, number)); // the newest first
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) load(one("a", target).href.replace("index.html", "said.js"));
  });
  window.found = (number, count, shards, episodes) => {
    blocks[versions.length - number] = { number, count, shards: new Map(shards.map((shard) => [shard])), episodes };
  };
  window.held = (number, shard, lines) => blocks[versions.length - number].shards.set(shard, lines.split("\n").map((line) => line.split(" ")));
  window.said = (slug, summary, lines) => {
    texts.set(slug, { summary, rows: lines.split("\n").map((line) => line.split("\t")) });
    drawn.get(slug)?.();
  };

  /** The beginnings of terms that a word asks for: itself, or each pair of its characters in writing without blanks. */
  const terms = (query) => (run.test(query) && query.length > 1 ? Array.from({ length: query.length - 1 }, (_, i) => query.slice(i, i + 2)) : [query]);
  /** Which episodes of a block have a term, and which ask about it; none while its shard is on the way. */
  function holders({ number, count, shards }, term) {
    const shard = term.codePointAt(0) % count;
    if (!shards.has(shard)) return [];
    if (!shards.get(shard)) part(`${number}-${shard}`, number);
    return (shards.get(shard) || []).filter(([other]) => other.startsWith(term)).map(([, where]) => where.split("!"));
  }
  const holds = (text) => { const folded = fold(text); return words.every((query) => folded.includes(query)); };

  function answer() {
    words = (fold(field.value).match(word) || []).filter((query) => query.length > 1 || /[^a-z]/.test(query));
    listing.hidden = words.length > 0;
    results.hidden = !words.length;
    const wanted = words.flatMap(terms), asking = [], saying = [];
    for (const block of wanted.length ? blocks.filter(Boolean) : []) {
      const holding = wanted.map((term) => holders(block, term));
      const all = (which) => holding.map((lists) => new Set(lists.flatMap((list) => [...(list[which] || "")])));
      const said = all(0), asked = all(1);
      for (let i = block.episodes.length - 1; i >= 0; i--) {
        const has = (sets) => sets.every((set) => set.has(String.fromCharCode(48 + i)));
        if (has(said)) (has(asked) ? asking : saying).push(block.episodes[i]);
      }
    }
    const hits = [...asking, ...saying], { none, one: single, many } = form.dataset;
    seen.disconnect();
    drawn = new Map();
    one("div", results).replaceChildren(...hits.slice(0, most).map(draw));
    const text = !words.length ? "" : hits.length === 1 ? single : hits.length ? many.replace("{}", hits.length) : pending ? "" : none.replace("{}", field.value);
    if (status.textContent !== text) status.textContent = text;
  }

  function draw([slug, title, when]) {
    const href = `${encodeURIComponent(slug)}/index.html`, list = make("ul", { className: "hits" });
    const piece = make("article", {}, make("p", { className: "when" }, when), make("h3", {}, make("a", { href }, ...marked(title))), list);
    drawn.set(slug, () => fill(list, href, texts.get(slug)));
    drawn.get(slug)();
    seen.observe(piece);
    return piece;
  }
  /** The best lines of what was said in an episode, once that is there. */
  function fill(list, href, text) {
    const best = text ? text.rows.filter((row) => holds(row[2])).slice(0, 4) : [];
    list.replaceChildren(...best.map(([at, speaker, line]) => {
      const middle = fold(line).indexOf(words[0]), from = middle > 80 ? line.indexOf(" ", middle - 80) + 1 : 0;
      const cut = line.length > from + 240 ? line.slice(from, from + 240).replace(/\s\S*$/, "") + " …" : line.slice(from);
      const said = [from ? "… " : "", ...marked(cut)];
      const where = make("span", { className: "at" }, at && label(at)), what = make("span", {}, make("b", {}, speaker), speaker && " ", ...said);
      return make("li", {}, make("a", { href: at ? `${href}#t=${at}` : href }, where, what));
    }));
    if (text && !best.length) list.append(make("li", {}, text.summary));
  }
  /** A text with the words of the query marked. Folding may change lengths, so it goes letter by letter. */
  function marked(text) {
    const letters = [...text], starts = letters.flatMap((letter, i) => Array(fold(letter).length).fill(i)), on = new Set(), pieces = [];
    const whole = letters.map(fold).join("");
    for (const query of words) {
      for (let at = -1; (at = whole.indexOf(query, at + 1)) >= 0;) {
        for (let i = starts[at]; i <= starts[at + query.length - 1]; i++) on.add(i);
      }
    }
    for (let i = 0, end; i < letters.length; i = end) {
      for (end = i; end < letters.length && on.has(end) === on.has(i);) end++;
      const piece = letters.slice(i, end).join("");
      pieces.push(on.has(i) ? make("mark", {}, piece) : piece);
    }
    return pieces;
  }

  field.addEventListener("focus", begin);
  field.addEventListener("input", () => { begin(); answer(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  if (field.value) { begin(); answer(); }
}
})();
