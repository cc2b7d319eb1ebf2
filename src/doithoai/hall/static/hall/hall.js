/* The hall: the clock and the speaking time. Every console works without this file. */
(function () {
  "use strict";
  function two(number) { return (number < 10 ? "0" : "") + number; }
  var skew = 0;
  function set() {
    var stamp = document.querySelector("[data-now]");
    if (stamp) { skew = window.doithoaiSkew = Date.parse(stamp.dataset.now) - Date.now(); }
  }
  function count() {
    var now = new Date(Date.now() + skew);
    document.querySelectorAll("[data-clock]").forEach(function (clock) {
      clock.textContent = now.toLocaleTimeString("vi-VN", { timeZone: "Asia/Ho_Chi_Minh", hour: "numeric", minute: "2-digit" });
    });
    document.querySelectorAll("[data-since]").forEach(function (timer) {
      var seconds = Math.max(0, Math.round((now - Date.parse(timer.dataset.since)) / 1000));
      timer.textContent = Math.floor(seconds / 60) + ":" + two(seconds % 60);
      limited(timer, seconds);
    });
  }
  // The time of a turn: colour and a word a minute before its end and at its end; once a turn a soft bell, made here.
  var rung = "", sound = null;
  function muted() { try { return localStorage.getItem("hall:bell") === "off"; } catch (e) { return true; } }
  function limited(timer, seconds) {
    var limit = parseInt(timer.dataset.limit || "0", 10) * 60, over = limit && seconds >= limit;
    timer.classList.toggle("over", Boolean(over));
    timer.classList.toggle("soon", Boolean(limit && !over && seconds >= limit - 60));
    var word = over ? timer.dataset.overWord : limit && seconds >= limit - 60 ? timer.dataset.soonWord : "";
    var place = timer.parentNode.querySelector("small");
    if (place && timer.dataset.overWord) {
      if (!place.dataset.word) { place.dataset.word = place.textContent; }
      if (place.textContent !== (word || place.dataset.word)) { place.textContent = word || place.dataset.word; }
    }
    if (over && timer.dataset.bell !== undefined && rung !== timer.dataset.since) {
      // Not for a turn that was over long before this page was opened.
      if (seconds < limit + 5 && !muted()) { ring(); }
      rung = timer.dataset.since;
    }
  }
  function ring() {
    var Kind = window.AudioContext || window.webkitAudioContext;
    if (!Kind) { return; }
    sound = sound || new Kind();
    if (sound.state === "suspended") { sound.resume(); }
    [[880, 0], [660, 0.45]].forEach(function (tone) {
      var wave = sound.createOscillator(), loud = sound.createGain(), from = sound.currentTime + tone[1];
      wave.frequency.value = tone[0];
      loud.gain.setValueAtTime(0.0001, from);
      loud.gain.exponentialRampToValueAtTime(0.12, from + 0.03);
      loud.gain.exponentialRampToValueAtTime(0.0001, from + 1.4);
      wave.connect(loud).connect(sound.destination);
      wave.start(from);
      wave.stop(from + 1.5);
    });
  }
  function bellSwitch() {
    document.querySelectorAll("[data-bell-switch]").forEach(function (place) {
      var button = place.querySelector("button"), word = button.querySelector("span");
      place.hidden = false;
      button.setAttribute("aria-pressed", String(!muted()));
      if (word.textContent !== word.dataset[muted() ? "off" : "on"]) { word.textContent = word.dataset[muted() ? "off" : "on"]; }
    });
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-bell-switch] button");
    if (!button) { return; }
    localStorage.setItem("hall:bell", muted() ? "on" : "off");
    bellSwitch();
    if (!muted()) { ring(); } // also lets the browser play it later
  });
  // How the line is: said in words, and only when it is worth a word.
  function say() {
    var state = document.documentElement.dataset.line;
    document.querySelectorAll(".line-state").forEach(function (place) {
      place.hidden = !state;
      place.className = "line-state st " + (state === "lost" ? "st-overdue" : state === "live" ? "st-met" : "st-now");
      place.textContent = state ? place.dataset[state + "Word"] : "";
    });
  }
  document.addEventListener("live:line", say);
  document.addEventListener("live:shown", say);
  document.addEventListener("live:shown", function () { set(); count(); });
  document.addEventListener("live:shown", bellSwitch);
  bellSwitch();
  set();
  say(); // the line may have opened before this file came
  count();
  setInterval(count, 1000);
})();
