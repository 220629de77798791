"use strict";
const clips = JSON.parse(document.getElementById("data").textContent), body = document.querySelector("tbody");
const heads = [...document.querySelectorAll("th[scope]")], more = document.getElementById("more");
const search = document.getElementById("search"), least = document.getElementById("least");
const STEP = 200, READABLE = 3;
const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 2 });
let by = -1, down = false, found = [], shown = 0;

const value = clip => by < 0 ? clip.path : clip.cells[by];

function compare(a, b) {
  const [left, right] = [value(a), value(b)];
  if (left === "" || right === "") return (left === "") - (right === ""); // unknown is always last
  const sign = typeof left === "number" ? left - right : order.compare(left, right);
  return down ? -sign : sign;
}

function cell(row, content, kind) {
  const made = row.insertCell();
  made.className = kind || "";
  made.append(content);
}

function link(clip) {
  if (!clip.table) return clip.name;
  const made = document.createElement("a");
  [made.href, made.textContent, made.title] = [clip.table, clip.name, clip.path];
  return made;
}

function picture(clip) {
  if (!clip.picture) return "";
  const made = new Image();
  [made.loading, made.alt, made.src] = ["lazy", "", clip.picture];
  return made;
}

function showMore() {
  for (const clip of found.slice(shown, shown += STEP)) {
    const row = body.insertRow();
    cell(row, picture(clip));
    cell(row, link(clip));
    if (clip.error) {
      cell(row, clip.error, "quiet");
      row.lastChild.colSpan = heads.length - 1;
    } else for (const each of clip.cells)
      cell(row, typeof each === "number" ? number.format(each) : each, typeof each === "number" ? "number" : "");
  }
  more.hidden = shown >= found.length;
}

function renew() {
  const words = search.value.toLowerCase(), share = Number(least.value);
  found = clips.filter(clip => clip.path.toLowerCase().includes(words) && (!share || clip.cells[READABLE] >= share));
  found.sort(compare);
  document.getElementById("shown").textContent = number.format(found.length);
  body.replaceChildren();
  shown = 0;
  showMore();
}

heads.forEach((head, column) => head.addEventListener("click", () => {
  const first = by !== column - 1;
  down = first ? column > 1 : !down; // numbers: the largest first
  by = column - 1;
  for (const each of heads) each.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  renew();
}));
search.addEventListener("input", renew);
least.addEventListener("input", renew);
more.addEventListener("click", showMore);
document.querySelector("form").addEventListener("submit", event => event.preventDefault());
renew();
