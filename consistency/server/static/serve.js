"use strict";
// The text goes to this server and comes back as a page. That page is shown in a frame without an origin: whatever is in
// it can reach neither this page nor the server. Without this script, the form is sent as any other.
(() => {
  const $ = (id) => document.getElementById(id);
  const form = $("form"), text = $("text"), file = $("file"), state = $("state"), result = $("result");
  const largest = Number(form.dataset.largest);
  let running = null, address = "";

  const say = (lines, kind) => {
    state.replaceChildren(...lines.filter(Boolean).map((line, number) => {
      const p = document.createElement("p");
      p.textContent = line;
      p.className = number ? "said" : kind || "";
      return p;
    }));
  };

  const busy = (on) => {
    $("cancel").hidden = !on;
    $("check").textContent = on ? "Check again" : "Check";
    form.setAttribute("aria-busy", String(on));
  };

  const taken = () => {
    const chosen = file.files.length > 0;
    $("remove").hidden = !chosen;
    $("zone").classList.toggle("taken", chosen);
  };

  const show = (page, name) => {
    if (address) URL.revokeObjectURL(address);
    address = URL.createObjectURL(new Blob([page], { type: "text/html" }));
    const frame = document.createElement("iframe");
    frame.title = `Findings in ${name}`;
    frame.setAttribute("sandbox", "allow-scripts");
    frame.src = address;
    $("frame").replaceChildren(frame);
    $("save").href = address;
    $("save").download = `${name.replace(/\.[^.]*$/, "")}-findings.html`;
    result.hidden = false;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    result.scrollIntoView({ behavior: still ? "auto" : "smooth", block: "start" });
  };

  const check = async () => {
    running?.abort();
    const chosen = file.files[0], name = chosen ? chosen.name : "the text";
    if (!chosen && !text.value.trim()) {
      say(["There is nothing to check. Paste a text, or choose a file."], "problem");
      text.focus();
      return;
    }
    if ((chosen ? chosen.size : new Blob([text.value]).size) > largest) {
      say([`That is too large: at most ${form.dataset.size} can be checked here.`], "problem");
      return;
    }
    const mine = running = new AbortController(), begun = performance.now();
    busy(true);
    say([`Checking ${name} …`], "busy");
    try {
      const answer = await fetch("/check", {
        method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, signal: mine.signal,
      });
      const told = await answer.json();
      if (mine !== running) return;
      if (!answer.ok) {
        say([told.message], "problem");
        return;
      }
      const seconds = Math.max(0.1, (performance.now() - begun) / 1000).toFixed(1);
      say([`Checked ${name} in ${seconds} s: ${told.summary}.`, ...told.remarks]);
      show(told.page, name);
    } catch (error) {
      if (mine !== running) return;
      const why = error.name === "AbortError" ? "Cancelled." : "No answer. Is the server still running, and the file still there?";
      say([why], error.name === "AbortError" ? "" : "problem");
    } finally {
      if (mine === running) {
        running = null;
        busy(false);
      }
    }
  };

  const cancel = () => {
    if (!running) return;
    running.abort();
    $("check").focus();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check();
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      check();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") cancel();
  });
  $("cancel").addEventListener("click", cancel);
  file.addEventListener("change", taken);
  $("remove").addEventListener("click", () => {
    file.value = "";
    file.files = new DataTransfer().files; // what was dropped has no value that could be emptied
    taken();
    file.focus();
  });
  $("full").addEventListener("click", () => $("frame").firstElementChild?.requestFullscreen?.());

  const holdsFile = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    document.body.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    document.body.classList.remove("over");
    const several = event.dataTransfer.files.length > 1;
    if (several || !event.dataTransfer.files.length) {
      say(["Drop one file at a time."], "problem");
      return;
    }
    file.files = event.dataTransfer.files;
    taken();
    check();
  });

  $("hint").hidden = false;
  taken();
})();
