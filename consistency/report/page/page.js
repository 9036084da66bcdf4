"use strict";
(function () {
  var all = function (query, node) { return Array.from((node || document).querySelectorAll(query)); };
  var wide = window.matchMedia("(min-width: 62rem)");
  var SPACE = 10;

  // ---------------------------------------------------------------- the notes beside their lines
  var files = all(".file").map(function (file) {
    var story = file.querySelector(".story"), byNote = {};
    all("[data-notes]", story).forEach(function (mark) {
      mark.dataset.notes.split(" ").forEach(function (note) { (byNote[note] = byNote[note] || []).push(mark); });
    });
    var notes = all(".note", story).map(function (node) {
      return { node: node, id: node.dataset.note, marks: byNote[node.dataset.note] || [], row: node.closest(".row") };
    });
    notes.forEach(function (note) {
      note.tone = ["error", "warning"].find(function (tone) { return note.node.classList.contains(tone); }) || "note";
    });
    return { file: file, story: story, notes: notes, held: null, threads: null };
  }).filter(function (one) { return one.notes.length; });

  function wished(one, note) {
    var first = note.marks.find(function (mark) { return note.row.contains(mark); });
    return (first || note.row).getBoundingClientRect().top - one.story.getBoundingClientRect().top - 6;
  }

  function place(one) {
    one.story.classList.toggle("placed", wide.matches);
    one.story.classList.remove("crowded");
    one.story.style.minHeight = "";
    if (!wide.matches) return;
    var height = one.notes.reduce(function (sum, note) { return sum + note.node.offsetHeight + SPACE; }, 0);
    var crowded = one.notes.length > 6 && height > 0.8 * one.story.offsetHeight;
    one.story.classList.toggle("crowded", crowded);
    // A note that is folded up opens where it stands, over its neighbour; so one has to be able to go to it.
    one.notes.forEach(function (note) {
      note.node.classList.toggle("on", false);
      if (crowded) note.node.tabIndex = 0; else note.node.removeAttribute("tabindex");
    });
    var tops = one.notes.map(function (note) { return wished(one, note); });
    var sizes = one.notes.map(function (note) { return note.node.offsetHeight + SPACE; });
    var i, held = one.notes.indexOf(one.held);
    for (i = 0; i < tops.length; i++) {
      if (i && i !== held) tops[i] = Math.max(tops[i], tops[i - 1] + sizes[i - 1]);
    }
    for (i = held - 1; i >= 0; i--) tops[i] = Math.min(tops[i], tops[i + 1] - sizes[i]);
    if (held >= 0 && tops[0] < 0) {
      for (tops[0] = 0, i = 1; i <= held; i++) tops[i] = Math.max(tops[i], tops[i - 1] + sizes[i - 1]);
    }
    for (i = Math.max(held, 0) + 1; i < tops.length; i++) tops[i] = Math.max(tops[i], tops[i - 1] + sizes[i - 1]);
    one.notes.forEach(function (note, at) { note.node.style.setProperty("--top", tops[at] + "px"); });
    var last = tops.length - 1;
    one.story.style.minHeight = tops[last] + sizes[last] + "px";
  }

  function placeAll() { files.forEach(function (one) { if (one.near) place(one); }); }

  // Of many articles only those are laid out that somebody is about to see.
  var watch = new IntersectionObserver(function (seen) {
    seen.forEach(function (entry) {
      var one = files.find(function (other) { return other.file === entry.target; });
      if (!entry.isIntersecting || one.near) return;
      watch.unobserve(entry.target);
      one.near = true;
      place(one);
    });
  }, { rootMargin: "100% 0%" });
  files.forEach(function (one, at) {
    if (at) watch.observe(one.file); else one.near = true;
  });

  // ---------------------------------------------------------------- what belongs together
  function thread(one, note) {
    var svg = one.threads;
    if (!svg) {
      svg = one.threads = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      svg.setAttribute("class", "threads");
      svg.setAttribute("aria-hidden", "true");
      one.story.appendChild(svg);
    }
    if (!wide.matches) return;
    var home = one.story.getBoundingClientRect(), from = note.node.getBoundingClientRect();
    var x = from.left - home.left, y = from.top - home.top + 16;
    note.marks.forEach(function (mark) {
      var box = mark.getClientRects()[0];
      if (!box) return;
      var tox = box.right - home.left + 3, toy = box.top - home.top + box.height + 1;
      var path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      var bend = Math.max(24, (x - tox) / 2);
      path.setAttribute("d", "M" + x + " " + y + " C" + (x - Math.min(bend, 60)) + " " + y + " " + (x - 20) + " " + toy + " " + (x - 40 < tox ? x - 10 : x - 40) + " " + toy + " L" + (tox - 3) + " " + toy);
      path.setAttribute("class", note.tone === "note" ? "note-line" : note.tone);
      svg.appendChild(path);
    });
  }

  function join(one, notes) {
    if (one.threads) one.threads.replaceChildren();
    one.notes.forEach(function (note) {
      var on = notes.includes(note);
      note.node.classList.toggle("on", on);
      if (!on) note.marks.forEach(function (mark) { mark.classList.remove("on", "of-" + note.tone); });
    });
    notes.forEach(function (note) {
      note.marks.forEach(function (mark) { mark.classList.add("on", "of-" + note.tone); });
      thread(one, note);
    });
  }

  function notesAt(one, node) {
    var note = node.closest && node.closest(".note");
    if (note) return one.notes.filter(function (other) { return other.node === note; });
    var mark = node.closest && node.closest("[data-notes]");
    var ids = mark ? mark.dataset.notes.split(" ") : [];
    return one.notes.filter(function (other) { return ids.includes(other.id); });
  }

  files.forEach(function (one) {
    function show(event) { join(one, notesAt(one, event.target)); }
    function back() {
      var focus = document.activeElement;
      join(one, focus && one.story.contains(focus) ? notesAt(one, focus) : []);
    }
    one.story.addEventListener("mouseover", show);
    one.story.addEventListener("mouseleave", back);
    one.story.addEventListener("focusin", function (event) {
      var notes = notesAt(one, event.target);
      if (notes.length && event.target.matches(".f")) { one.held = notes[0]; place(one); }
      join(one, notes);
    });
    one.story.addEventListener("focusout", function () { join(one, []); });
    one.story.addEventListener("toggle", function () {
      if (one.story.classList.contains("crowded")) return;
      place(one);
      back();
    }, true);
  });

  // ---------------------------------------------------------------- the card of a figure
  var card = document.getElementById("card"), name = document.getElementById("card-name"), opener = null;

  function fill(row) {
    var heads = all("thead th", row.closest("table")), facts = card.querySelector("dl"), list = card.querySelector("ul");
    facts.replaceChildren();
    list.replaceChildren();
    Array.from(row.cells).forEach(function (cell, at) {
      if (!at) { name.textContent = cell.textContent; return; }
      if (cell.querySelector("[data-test]") || !heads[at]) return;
      var term = document.createElement("dt"), text = document.createElement("dd");
      term.textContent = heads[at].textContent;
      text.textContent = cell.textContent;
      facts.append(term, text);
    });
    all("[data-test]", row).forEach(function (link) {
      var trial = document.getElementById(link.hash.slice(1));
      if (!trial) return;
      var copy = trial.cloneNode(true);
      copy.removeAttribute("id");
      list.append(copy);
    });
  }

  function open(figure) {
    var row = document.getElementById(figure.hash.slice(1));
    if (!row) return false;
    fill(row);
    if (card.open) card.close();
    opener = figure;
    put(figure.getBoundingClientRect());  // what is shown takes the focus, and must not move the page
    card.show();
    put(figure.getBoundingClientRect());
    name.focus({ preventScroll: true });
    return true;
  }

  function put(box) {
    var room = document.documentElement.clientWidth;
    var left = Math.max(16, Math.min(box.left, room - card.offsetWidth - 16));
    var below = box.bottom + 8, above = box.top - card.offsetHeight - 8;
    var top = below + card.offsetHeight > window.innerHeight && above > 0 ? above : below;
    card.style.left = left + window.scrollX + "px";
    card.style.top = top + window.scrollY + "px";
  }

  function close(back) {
    if (!card.open) return;
    card.close();
    if (back && opener) opener.focus({ preventScroll: true });
  }

  document.addEventListener("click", function (event) {
    var figure = event.target.closest(".f");
    if (figure && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
      if (open(figure)) event.preventDefault();
    } else if (event.target.closest(".close")) {
      close(true);
    } else if (!card.contains(event.target) || event.target.closest("a")) {
      close(false);
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && card.open) { event.preventDefault(); close(true); }
  });

  // A link into a list that is folded up unfolds it.
  function reveal() {
    var goal = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    for (var node = goal && goal.parentElement; node; node = node.parentElement) {
      if (node.localName === "details") node.open = true;
    }
    if (goal) goal.scrollIntoView();
    if (goal && goal.matches(".f")) goal.focus({ preventScroll: true });
  }
  window.addEventListener("hashchange", reveal);

  // ---------------------------------------------------------------- the table of the articles
  all("table.sortable").forEach(function (table) {
    var body = table.tBodies[0], heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach(function (head, at) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", function () {
        var number = head.classList.contains("num");
        var rising = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") !== "ascending" : !number;
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", rising ? "ascending" : "descending");
        var key = function (row) { var text = row.cells[at].textContent; return number ? Number(text) : text; };
        var rows = Array.from(body.rows).map(function (row) { return [key(row), row]; });
        rows.sort(function (a, b) {
          var order = number ? a[0] - b[0] : a[0].localeCompare(b[0]);
          return rising ? order : -order;
        });
        body.append.apply(body, rows.map(function (pair) { return pair[1]; }));
      });
    });
  });

  placeAll();
  reveal();
  wide.addEventListener("change", placeAll);
  window.addEventListener("resize", placeAll);
  if (document.fonts && document.fonts.ready) document.fonts.ready.then(placeAll);
})();
