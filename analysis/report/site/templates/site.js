// What makes the pages handier: search, sort, filter, names on the map. Without it, links and
// tables as they stand do all. Nothing is fetched: what is needed stands in the page.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const lang = document.documentElement.lang;
  const order = new Intl.Collator(lang, { numeric: true });

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  // As analysis.text.fold: without marks, in lower case.
  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d")
      .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  // "tuyen q", "quang" and "tuyenquang" all find Tuyên Quang.
  const matches = (words, query) =>
    ` ${words}`.includes(` ${query}`) || words.replace(/ /g, "").startsWith(query.replace(/ /g, ""));

  function search() {
    const places = data.places.map(([name, slug, other]) => ({
      name, href: `${data.base}${slug}.html`, words: [fold(name), ...other],
    }));
    const input = make("input", {
      type: "text", role: "combobox", autocomplete: "off", spellcheck: "false",
      "aria-label": data.words.search, placeholder: data.words.search,
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "found",
    });
    const list = make("ul", { id: "found", role: "listbox", "aria-label": data.words.search });
    const said = make("p", { role: "status" });
    list.hidden = true;
    let found = [];
    let active = -1;

    const close = () => { show([]); said.textContent = ""; };
    const choose = (n) => {
      active = n;
      [...list.children].forEach((option, i) => option.setAttribute("aria-selected", i === n));
      if (n < 0) input.removeAttribute("aria-activedescendant");
      else input.setAttribute("aria-activedescendant", `found-${n}`);
    };
    const show = (hits) => {
      found = hits;
      list.replaceChildren(...hits.map((place, n) => {
        const option = make("li", { id: `found-${n}`, role: "option" }, place.name);
        option.addEventListener("pointerdown", (event) => event.preventDefault());
        option.addEventListener("click", () => { location.href = place.href; });
        return option;
      }));
      list.hidden = hits.length === 0;
      input.setAttribute("aria-expanded", !list.hidden);
      choose(-1);
    };
    input.addEventListener("input", () => {
      const query = fold(input.value);
      const rank = (place) => (place.words[0].startsWith(query) ? 0 : 1);
      const hits = !query ? [] : places
        .filter((place) => place.words.some((words) => matches(words, query)))
        .sort((a, b) => rank(a) - rank(b) || order.compare(a.name, b.name))
        .slice(0, 8);
      show(hits);
      said.textContent = query && !hits.length ? data.words.none : "";
    });
    input.addEventListener("keydown", (event) => {
      const steps = { ArrowDown: 1, ArrowUp: -1 };
      if (event.key in steps && found.length) {
        event.preventDefault();
        const start = active < 0 && steps[event.key] < 0 ? 0 : active;
        choose((start + steps[event.key] + found.length) % found.length);
      } else if (event.key === "Enter" && found.length) {
        location.href = found[Math.max(active, 0)].href;
      } else if (event.key === "Escape") {
        if (list.hidden) input.value = "";
        close();
      }
    });
    input.addEventListener("blur", close);
    document.querySelector(".languages").after(make("div", { class: "find" }, input, list, said));
  }

  // The figure that a cell begins with; nothing where it has none.
  function figure(cell) {
    const [point, group] = lang === "vi" ? [",", "."] : [".", ","];
    const text = cell.textContent.trim().replace("−", "-").replaceAll(group, "").replace(point, ".");
    const value = parseFloat(text);
    return Number.isNaN(value) ? null : value;
  }

  function sortable(table) {
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    heads.forEach((head, column) => {
      const numeric = head.classList.contains("num");
      const value = (row) => (numeric ? figure(row.cells[column]) : row.cells[column].textContent);
      const button = make("button", { type: "button" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const compare = (a, b) => {
          const [x, y] = [value(a), value(b)];
          if (x === null || y === null) return (x === null) - (y === null); // unknown comes last
          return (numeric ? x - y : order.compare(x, y)) * (up ? 1 : -1);
        };
        body.append(...[...body.rows].sort(compare));
      });
    });
  }

  function filtered(table) {
    const rows = [...table.tBodies[0].rows];
    const column = [...table.tHead.rows[0].cells]
      .findIndex((head) => head.textContent === data.words.region);
    const input = make("input", { type: "text", autocomplete: "off", spellcheck: "false" });
    const region = make("select", {}, make("option", { value: "" }, data.words.all));
    const count = make("output", {});
    const apply = () => {
      const query = fold(input.value);
      for (const row of rows)
        row.hidden =
          !matches(fold(row.cells[0].textContent), query) ||
          (region.value !== "" && row.cells[column].textContent !== region.value);
      const shown = rows.filter((row) => !row.hidden).length;
      count.textContent = shown === rows.length ? "" : `${shown} / ${rows.length}`;
    };
    const tools = make("div", { class: "tools" }, make("label", {}, data.words.filter, input));
    if (column >= 0) {
      const names = new Set(rows.map((row) => row.cells[column].textContent));
      region.append(...[...names].sort(order.compare).map((name) => make("option", {}, name)));
      tools.append(make("label", {}, data.words.region, region));
    }
    tools.append(count);
    tools.addEventListener("input", apply);
    (table.closest(".table") ?? table).before(tools);
  }

  // A long list of radio buttons shows those that are named.
  function narrowed(list) {
    const input = make("input", {
      type: "text", autocomplete: "off", spellcheck: "false",
      "aria-label": data.words.filter, placeholder: data.words.search,
    });
    input.addEventListener("input", () => {
      for (const label of list.children)
        label.hidden = !matches(fold(label.textContent), fold(input.value));
    });
    list.before(input);
  }

  // The browser's own tips come late, and not at all for the keyboard.
  function named(map) {
    const tip = make("div", { class: "tip", "aria-hidden": "true" });
    tip.hidden = true;
    document.body.append(tip);
    const show = (shape, x, y) => {
      tip.textContent = shape.getAttribute("aria-label");
      tip.hidden = false;
      const right = document.documentElement.clientWidth - tip.offsetWidth - 4;
      tip.style.left = `${Math.max(4, Math.min(x + 12, right)) + window.scrollX}px`;
      tip.style.top = `${Math.max(4, y - tip.offsetHeight - 8) + window.scrollY}px`;
    };
    const hide = () => { tip.hidden = true; };
    for (const title of map.querySelectorAll("title")) {
      const shape = title.parentElement;
      title.remove();
      if (shape.querySelector("a")) continue; // the link in it has the same title
      shape.setAttribute("aria-label", title.textContent);
      shape.addEventListener("pointermove", (event) => show(shape, event.clientX, event.clientY));
      shape.addEventListener("pointerleave", hide);
      shape.addEventListener("focus", () => {
        const box = shape.getBoundingClientRect();
        show(shape, box.right, box.top);
      });
      shape.addEventListener("blur", hide);
    }
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  }

  if (data.places.length) search();
  for (const table of document.querySelectorAll("table.ranking")) {
    filtered(table); // before the heads become buttons
    sortable(table);
  }
  document.querySelectorAll(".choices .list").forEach(narrowed);
  document.querySelectorAll("svg.readable").forEach(named);
})();
