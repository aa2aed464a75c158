(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const audio = $("audio");
  const KEY = "narrate:" + location.pathname;
  const PATIENCE_MS = 4000; // after scrolling by hand the page stays where it was put
  const LOOKS = 5; // frames after a jump in which the place is put right
  const OFFSET_S = 15; // what "back" and "on" mean to a headset that does not say how far
  const LETTER_PX2 = 250, PARAGRAPH_PX = 32; // about the room that text takes
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const width = $("text").clientWidth;

  class Chapter {
    constructor(section, number) {
      this.number = number;
      this.section = section;
      this.src = section.dataset.src;
      this.title = section.dataset.title;
      this.entry = document.querySelector(`[data-chapter="${number}"]`);
      const height = section.textContent.length * LETTER_PX2 / width + section.childElementCount * PARAGRAPH_PX;
      section.style.containIntrinsicHeight = `auto ${Math.round(height)}px`; // until it is laid out
    }

    /* A novel has thousands of them: they are looked up when their chapter is opened. */
    get sentences() {
      const found = [...this.section.querySelectorAll(".s")];
      Object.defineProperty(this, "sentences", { value: found });
      return found;
    }

    get starts() {
      const found = this.sentences.map((element) => Number(element.dataset.a));
      Object.defineProperty(this, "starts", { value: found });
      return found;
    }
  }

  const chapters = [...document.querySelectorAll(".chapter")].map((section, number) => new Chapter(section, number));
  let chapter = null; // the one that is loaded
  let current = null; // the sentence that is being read
  let wanted = null; // where to go as soon as the chapter's length is known
  let scrolled = -Infinity; // when the listener last scrolled
  let goal = null; // of the last jump
  let bedtime = null; // when to stop: milliseconds on the page's clock, "chapter", or never

  const clock = (seconds) => {
    const whole = Math.round(seconds || 0);
    const rest = String(whole % 60).padStart(2, "0");
    const minutes = Math.floor(whole / 60) % 60;
    const hours = Math.floor(whole / 3600);
    return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
  };

  const say = (text) => { $("status").textContent = text; };

  /* The place is remembered where the browser allows it. */
  const remember = () => {
    try {
      if (chapter) localStorage.setItem(KEY, JSON.stringify([chapter.src, time(), audio.playbackRate]));
    } catch { /* private mode: then it is not remembered */ }
  };
  const recall = () => {
    try {
      const [src, at, speed] = JSON.parse(localStorage.getItem(KEY)) || [];
      return { known: chapters.find((one) => one.src === src), at, speed };
    } catch { return {}; }
  };

  const time = () => (wanted === null ? audio.currentTime : wanted);

  const load = (next, at) => {
    say("");
    if (next !== chapter) {
      const speed = audio.playbackRate;
      chapter = next;
      audio.src = next.src;
      audio.playbackRate = audio.defaultPlaybackRate = speed;
      wanted = at;
      for (const other of chapters) other.entry.removeAttribute("aria-current");
      next.entry.setAttribute("aria-current", "true");
      $("now").textContent = next.title;
      $("chapterback").disabled = next.number === 0;
      $("chapteron").disabled = next.number === chapters.length - 1;
      if ("mediaSession" in navigator && "MediaMetadata" in window) {
        const artist = document.querySelector("meta[name=author]").content;
        navigator.mediaSession.metadata = new MediaMetadata({ title: next.title, artist, album: document.title });
      }
    } else if (audio.readyState >= 1) {
      wanted = null;
      audio.currentTime = at;
    } else {
      wanted = at;
    }
    show();
  };

  /* Go where the listener asks, and remember it at once: what a page writes as it is closed may
     come too late. */
  const go = (next, at) => {
    load(next, at);
    remember();
  };

  const play = () => {
    say("");
    audio.play().catch((error) => {
      if (error.name === "NotAllowedError") say("Press play to go on"); // else the sound itself tells
    });
  };

  const fail = () => {
    if (chapter) say(`${decodeURIComponent(chapter.src)} cannot be played. It has to be beside this page.`);
  };

  const index = () => {
    const now = time() + 0.002; // a seek may end just before the place it was sent to
    let low = 0;
    let high = chapter.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (chapter.starts[middle] <= now) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1); // the silence before the first sentence belongs to it
  };

  const show = () => {
    if (!chapter) return;
    const length = Number.isFinite(audio.duration) ? audio.duration : 0;
    const place = $("place");
    place.max = String(length || 1);
    place.value = String(Math.min(time(), length || 1));
    place.setAttribute("aria-valuetext", `${clock(time())} of ${clock(length)}`);
    $("done").textContent = clock(time());
    $("length").textContent = clock(length);
    const next = chapter.sentences[index()] || null;
    if (next === current) return;
    const focused = current !== null && document.activeElement === current;
    if (current) {
      current.removeAttribute("aria-current");
      current.tabIndex = -1;
    }
    current = next;
    speaker();
    if (!current) return;
    current.setAttribute("aria-current", "true");
    current.tabIndex = 0; // Tab leads into the text at the place that is being read
    if (focused) current.focus({ preventScroll: true });
    if (performance.now() - scrolled > PATIENCE_MS) follow();
  };

  /* Who is heard, and how, in the colour of the text. */
  const speaker = () => {
    const name = current && current.parentElement.querySelector(":scope > .who");
    $("who").textContent = name ? name.textContent.replace(/: $/, "") : "";
    $("who").className = name ? current.parentElement.className : "";
  };

  /* Tell the system, for its lock screen. */
  const tell = () => {
    if (!("mediaSession" in navigator) || !Number.isFinite(audio.duration)) return;
    const position = Math.min(audio.currentTime, audio.duration);
    try {
      navigator.mediaSession.setPositionState({ duration: audio.duration, playbackRate: audio.playbackRate, position });
    } catch { /* not known here */ }
  };

  const follow = () => {
    const sentence = current;
    const bottom = window.innerHeight - document.querySelector(".player").offsetHeight;
    const box = sentence.getBoundingClientRect();
    if (box.top >= 60 && box.bottom <= bottom - 60) return;
    const distance = () => {
      const now = sentence.getBoundingClientRect();
      return (now.top + now.bottom) / 2 - bottom / 3;
    };
    if (calm.matches || Math.abs(distance()) > window.innerHeight) jumpBy(distance);
    else window.scrollBy({ top: distance(), behavior: "smooth" });
  };

  /* Scroll to where *distance* is nothing. What comes into view is laid out only then, and may have
     another height than was thought: so look again when it has. */
  const jumpBy = (distance, looks = LOOKS) => {
    goal = distance;
    window.scrollBy({ top: distance(), behavior: "instant" });
    requestAnimationFrame(() => {
      if (looks && goal === distance) jumpBy(distance, looks - 1);
    });
  };

  const tick = () => {
    show();
    if (!audio.paused) requestAnimationFrame(tick);
  };

  const toggle = () => { if (audio.paused) play(); else audio.pause(); };

  const step = (by) => {
    if (!chapter) return;
    const here = index();
    const late = by < 0 && time() - chapter.starts[here] > 2;
    const next = late ? here : here + by;
    scrolled = -Infinity;
    if (next < 0 && chapter.number > 0) {
      const before = chapters[chapter.number - 1];
      jump(before, before.sentences.length - 1);
    } else if (next >= chapter.sentences.length) {
      turn(1);
    } else {
      jump(chapter, Math.max(0, next));
    }
  };

  const jump = (next, sentence) => {
    const playing = !audio.paused;
    scrolled = -Infinity;
    go(next, next.starts[sentence] || 0);
    if (playing) play();
  };

  const seek = (at) => {
    scrolled = -Infinity;
    go(chapter, Math.max(0, Math.min(at, audio.duration || 0)));
  };

  const turn = (by) => {
    const next = chapters[(chapter ? chapter.number : 0) + by];
    if (next) open(next);
  };

  const open = (next) => {
    const playing = !audio.paused;
    scrolled = -Infinity;
    go(next, 0);
    jumpBy(() => next.section.getBoundingClientRect().top);
    if (playing) play();
  };

  const hear = (element) => {
    const next = chapters.find((one) => one.section.contains(element));
    go(next, next.starts[next.sentences.indexOf(element)]);
    play();
  };

  const rest = () => {
    bedtime = null;
    $("sleep").value = "";
    audio.pause();
    remember();
    say("Stopped by the sleep timer");
  };

  audio.addEventListener("loadedmetadata", () => {
    if (wanted !== null) audio.currentTime = wanted;
    wanted = null;
    show();
  });
  audio.addEventListener("play", () => {
    document.body.classList.add("playing");
    $("play").setAttribute("aria-label", "Pause");
    tick();
  });
  audio.addEventListener("pause", () => {
    document.body.classList.remove("playing");
    $("play").setAttribute("aria-label", "Play");
    remember();
  });
  audio.addEventListener("ended", () => {
    const next = chapters[chapter.number + 1];
    if (next) load(next, 0);
    if (bedtime === "chapter") rest();
    else if (next) play();
  });
  audio.addEventListener("seeked", show);
  audio.addEventListener("timeupdate", () => {
    show();
    if (typeof bedtime === "number" && performance.now() >= bedtime) rest();
  });
  audio.addEventListener("error", fail);
  for (const change of ["loadedmetadata", "seeked", "play", "pause", "ratechange"]) audio.addEventListener(change, tell);

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const sentence = target && target.closest(".s");
    const entry = target && target.closest("[data-chapter]");
    if (sentence && getSelection().isCollapsed) hear(sentence);
    if (entry) open(chapters[Number(entry.dataset.chapter)]);
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const target = event.target;
    if (event.key === "Enter" && target.matches(".s")) {
      event.preventDefault();
      hear(target);
      return;
    }
    if (target.matches("[type=range], select")) return; // they have uses of their own for these
    if (event.key === " " && !target.matches("button, summary, input")) {
      event.preventDefault();
      toggle();
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      event.preventDefault();
      const by = event.key === "ArrowLeft" ? -1 : 1;
      if (event.shiftKey) turn(by);
      else step(by);
    }
  });
  $("play").addEventListener("click", toggle);
  $("back").addEventListener("click", () => step(-1));
  $("on").addEventListener("click", () => step(1));
  $("chapterback").addEventListener("click", () => turn(-1));
  $("chapteron").addEventListener("click", () => turn(1));
  $("place").addEventListener("input", (event) => {
    seek(Number(event.target.value));
  });
  $("speed").addEventListener("change", (event) => {
    audio.playbackRate = audio.defaultPlaybackRate = Number(event.target.value);
    remember();
  });
  $("sleep").addEventListener("change", (event) => {
    const chosen = event.target.value;
    if (chosen === "chapter" || !chosen) bedtime = chosen || null;
    else bedtime = performance.now() + 1000 * Number(chosen);
  });
  $("names").addEventListener("change", (event) => {
    document.body.classList.toggle("names", event.target.checked);
  });
  for (const kind of ["wheel", "touchmove"]) {
    addEventListener(kind, () => { scrolled = performance.now(); }, { passive: true });
  }
  for (const own of ["pointerdown", "wheel", "touchmove"]) { // what is pressed must not move away
    addEventListener(own, () => { goal = null; }, { passive: true, capture: true });
  }
  addEventListener("pagehide", remember);
  setInterval(() => { if (!audio.paused) remember(); }, 5000);
  if ("mediaSession" in navigator) {
    const handlers = {
      play, pause: () => audio.pause(), previoustrack: () => turn(-1), nexttrack: () => turn(1),
      seekbackward: (details) => seek(time() - (details.seekOffset || OFFSET_S)),
      seekforward: (details) => seek(time() + (details.seekOffset || OFFSET_S)),
      seekto: (details) => seek(details.seekTime),
    };
    for (const [name, handler] of Object.entries(handlers)) {
      try { navigator.mediaSession.setActionHandler(name, handler); } catch { /* not known here */ }
    }
  }

  if (chapters.length) {
    const { known, at, speed } = recall();
    if ([...$("speed").options].some((option) => Number(option.value) === speed)) {
      $("speed").value = String(speed);
      audio.playbackRate = audio.defaultPlaybackRate = speed;
    }
    load(known || chapters[0], known && at > 0 ? at : 0);
    if (known && at > 0) say("Where you were last time");
  } else {
    $("play").disabled = true;
    say("No chapter has been recorded.");
  }
  $("contents").open = chapters.length > 1 && chapters.length <= 12;
})();
