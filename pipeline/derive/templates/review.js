// Each heading of a post is listened to and judged. The server writes what is decided, and answers with the post as it is then.
"use strict";
{
  const BEFORE = 4000, PLAYED = 10000, SHOWN = 9000, SURE = 0.9, LIKELY = 0.35;
  const $ = (id) => document.getElementById(id);
  const sound = $("sound"), token = document.querySelector("main").dataset.token;
  let data = JSON.parse($("data").textContent);
  let current = 0, at = null, end = null, writing = Promise.resolve();
  const undo = [], moved = new Map();  // what was shifted and not written yet, by the number of its heading

  const question = () => data.questions[current];
  const label = (ms) => {
    const tenths = Math.floor(ms / 100), seconds = Math.floor(tenths / 10);
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    const two = (number) => String(number).padStart(2, "0");
    return (hours ? `${hours}:${two(minutes)}` : minutes) + `:${two(seconds % 60)}` + (tenths % 10 ? `.${tenths % 10}` : "");
  };
  const tell = (text) => { $("told").textContent = text; };
  const same = (one, other) => Math.floor(one / 100) === Math.floor(other / 100);
  // What the post says counts, unless the captions contradict it.
  const counts = ({noted, places}) => noted.at !== null && places.length > 0 && same(noted.at, places[0].at);
  const decided = (one) => one.noted.no_chapter || counts(one);
  const state = (one, number) => {
    if (moved.has(number)) return ["…", "moved, not written"];
    if (one.noted.no_chapter) return ["–", "no chapter"];
    if (counts(one)) return ["✓", "the post says so"];
    return one.places[0]?.sure >= SURE && one.noted.at === null ? ["", "sure"] : ["?", "not sure"];
  };

  const list = () => {
    $("list").replaceChildren(...data.questions.map((one, number) => {
      const item = document.createElement("li"), button = document.createElement("button"), time = document.createElement("time");
      const [sign, words] = state(one, number), mark = document.createElement("span"), text = document.createElement("span");
      time.textContent = place(number) === null ? "?" : label(place(number));
      mark.textContent = sign;
      text.textContent = one.title ?? one.heading;
      button.type = "button";
      button.title = words;
      mark.setAttribute("aria-hidden", "true");
      if (number === current) button.setAttribute("aria-current", "true");
      button.append(time, mark, text);
      button.addEventListener("click", () => open(number));
      item.append(button);
      return item;
    }));
    $("list").querySelector("[aria-current]")?.scrollIntoView({block: "nearest"});
  };

  // The words from a little before the ten seconds to a little behind, with a bar where the heading is set.
  const heard = () => {
    const centre = at ?? 0, parts = [];
    let marked = at === null;
    for (const [moment, word] of data.words) {
      if (moment < centre - SHOWN || moment > centre + SHOWN) continue;
      if (!marked && moment >= centre - 50) {
        const bar = document.createElement("b");
        bar.textContent = "|";
        parts.push(bar);
        marked = true;
      }
      const span = document.createElement("span");
      span.textContent = word;
      span.dataset.at = moment;
      if (moment < centre - BEFORE || moment > centre - BEFORE + PLAYED) span.className = "far";
      parts.push(span);
    }
    $("heard").replaceChildren(...(parts.length ? parts : ["No words here."]));
  };

  const show = () => {
    const one = question(), likely = one.places.find((each) => same(each.at, at));
    $("number").textContent = `${current + 1} of ${data.questions.length}, line ${one.line}.`;
    $("sure").textContent = counts(one) && likely === one.places[0] ? "The post says so."
      : likely ? `${Math.round(likely.sure * 100)} % sure${likely.sure >= SURE ? "" : likely.sure >= LIKELY ? ": likely" : ": please listen"}.`
      : at === null ? "Not found: play to the place and press H." : "Moved by you, not written yet.";
    $("heading").textContent = one.heading;
    $("title").textContent = one.title === null ? "No chapter" : one.title === one.heading ? "" : `Chapter: ${one.title}`;
    $("before").textContent = one.before || "Nothing: it is the first.";
    $("at").textContent = at === null ? "?" : label(at);
    $("noted").textContent = one.noted.comment ? `in the post: ${one.noted.comment}${decided(one) ? "" : ", which the captions contradict"}` : "nothing about it in the post";
    document.querySelector("[data-do=other]").disabled = one.places.length < 2;
    document.querySelector("[data-do=undo]").disabled = !undo.length;
    document.querySelector("[data-do=play]").disabled = !data.sound;
    document.querySelector("[data-do=here]").disabled = !data.sound;
    heard();
    list();
  };

  const place = (number) => moved.get(number) ?? data.questions[number].places[0]?.at ?? null;
  const open = (number) => {
    stop();
    current = (number + data.questions.length) % data.questions.length;
    at = place(current);
    show();
    $("heading").focus({preventScroll: true});
  };
  const move = (to) => {
    at = Math.max(0, Math.floor(to / 100) * 100);
    moved.set(current, at);
    stop();
    show();
    tell(`${label(at)}: Enter writes it`);
  };

  const stop = () => { sound.pause(); end = null; };
  const play = () => {
    if (!data.sound) return;
    if (end !== null && !sound.paused) return stop();
    hear(at ?? 0);
  };
  const hear = (moment) => {
    const from = Math.max(0, moment - BEFORE);
    end = from + PLAYED;
    sound.currentTime = from / 1000;
    sound.play().then(follow, ({name}) => {
      if (name === "AbortError") return;  // stopped before it began
      end = null;
      tell("The sound could not be played.");
    });
  };
  const follow = () => {
    const now = sound.currentTime * 1000;
    let word = null;
    for (const span of $("heard").querySelectorAll("span")) {
      span.classList.remove("now");
      if (span.dataset.at <= now) word = span;
    }
    word?.classList.add("now");
    if (end === null) return;
    $("done").style.width = `${Math.min(100, Math.max(0, 100 - (end - now) / PLAYED * 100))}%`;
    if (now >= end) return stop();
    if (!sound.paused) requestAnimationFrame(follow);
  };

  // Verdicts are written one after the other while the host goes on; each is about the state of the file that the last answer told.
  const write = async (number, heading, verdict) => {
    const one = data.questions[number];
    if (one?.heading !== heading) return tell(`Not written: “${heading}” is not where it was. Judge it again.`);
    let answer, told;
    try {
      answer = await fetch("verdict", {
        method: "POST",
        headers: {"Content-Type": "application/json", "X-Token": token},
        body: JSON.stringify({digest: data.digest, line: one.line, at: verdict.at, noChapter: verdict.no_chapter}),
      });
      told = await answer.json();
    } catch {
      return tell("Not written: the program does not answer. Is it still running in the terminal?");
    }
    if (told.questions) data = told;
    current = Math.min(current, data.questions.length - 1);
    if (answer.ok) moved.delete(number);
    tell(answer.ok ? `Written: ${data.questions[number].noted.comment || "nothing; the note is taken back"}` : `Not written: ${told.error}.`);
    if (!answer.ok) return open(Math.min(number, data.questions.length - 1));
    at = place(current);
    show();
  };
  const send = (number, verdict) => {
    const {heading} = data.questions[number];
    tell("Writing …");
    writing = writing.then(() => write(number, heading, verdict));
  };
  const judge = (verdict) => {
    const number = current, {noted} = question();
    undo.push({number, noted: {at: noted.at, no_chapter: noted.no_chapter}});
    const behind = data.questions.findIndex((each, index) => index > number && !decided(each));
    // Where nothing is left to decide, whoever looks through what the post says is led on.
    const next = behind < 0 && decided(question()) && number + 1 < data.questions.length ? number + 1 : behind;
    open(next < 0 ? number : next);
    send(number, verdict);
    if ($("on").checked && next >= 0) play();
  };
  const back = () => {
    const last = undo.pop();
    moved.delete(last.number);
    open(last.number);
    send(last.number, last.noted);
  };

  const does = {
    play,
    accept: () => at === null ? tell("There is no place yet: play to it and press H.") : judge({at, no_chapter: false}),
    earlier: () => shift(-1000),
    later: () => shift(1000),
    tenthEarlier: () => shift(-100),
    tenthLater: () => shift(100),
    here: () => move(sound.currentTime * 1000),
    other: () => {
      const {places} = question();
      move(places[(places.findIndex((each) => same(each.at, at)) + 1) % places.length].at);
    },
    drop: () => judge({at: null, no_chapter: true}),
    undo: back,
    next: () => open(current + 1),
    previous: () => open(current - 1),
  };
  const shift = (by) => move((at ?? sound.currentTime * 1000) + by);

  const keys = new Map([...document.querySelectorAll("[data-key]")].map((button) => [button.dataset.key, button]));
  document.querySelector(".keys").addEventListener("click", ({target}) => {
    const what = target.closest("button")?.dataset.do;
    if (what) does[what]();
  });
  $("heard").addEventListener("click", ({target}) => {
    if (target.dataset.at) move(+target.dataset.at);
  });
  for (const button of document.querySelectorAll("[data-listed]")) {
    button.disabled = !data.sound;
    button.addEventListener("click", () => hear(+button.dataset.listed));
  }
  addEventListener("keydown", (event) => {
    const {key, target} = event;
    if (event.ctrlKey || event.metaKey || event.altKey || !$("single").checked) return;
    if (target.closest("audio, input, a") || (target.closest("button") && (key === " " || key === "Enter"))) return;
    const name = key === " " ? "Space" : key.length === 1 ? key.toLowerCase() : event.shiftKey ? `Shift+${key}` : key;
    const button = keys.get(name);
    if (!button) return;
    event.preventDefault();
    if (!button.disabled) does[button.dataset.do]();
  });
  $("single").checked = localStorage.getItem("single") !== "no";
  $("single").addEventListener("change", () => localStorage.setItem("single", $("single").checked ? "yes" : "no"));
  sound.addEventListener("timeupdate", () => { if (!sound.paused && end === null) follow(); });

  if (data.questions.length) {
    $("card").hidden = false;
    const unsure = data.questions.findIndex((one, number) => state(one, number)[1] === "not sure");
    open(Math.max(0, unsure));
  } else if (!document.querySelector("[data-listed]")) {
    tell("This post has no heading that is a chapter.");
  }
}
