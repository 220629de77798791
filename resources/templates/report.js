"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const video = document.getElementById("video"), holder = document.getElementById("chart");
const rows = [...document.querySelectorAll("tr[data-start]")];
const PAPER_WIDTH = 680;
let chart = null, aim = null, until = null;

const colour = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
const style = dash => !dash?.length ? "solid" : dash[0] > dash[1] ? "dashed" : "dotted";
const minutes = s => Math.floor(s / 60) + ":" + String(Math.floor(s % 60)).padStart(2, "0");
const point = (0.5).toLocaleString(document.documentElement.lang)[1];
const tenths = s => minutes(s = Math.round(s * 10) / 10) + point + Math.round(s % 1 * 10);

function play(from, to) {
  if (!video) return;
  [aim, until] = [from, to];
  video.currentTime = from;
  video.play().catch(() => {});
}

function drawLines(u) {
  const at = t => u.valToPos(t, "x", true), c = u.ctx, k = devicePixelRatio, { top, height } = u.bbox;
  c.save();
  c.font = 11 * k + "px sans-serif";
  c.textAlign = "center";
  for (const line of data.lines) {
    const left = at(line.start_s), width = Math.max(2, at(line.end_s) - left - k), name = String(line.number);
    c.fillStyle = colour(line.colour || "quiet");
    c.fillRect(left, top - 6 * k, width, 5 * k);
    c.globalAlpha = 0.13;
    c.fillRect(left, top, width, height);
    c.globalAlpha = 1;
    c.fillStyle = colour("quiet");
    if (c.measureText(name).width + 4 * k < width) c.fillText(name, left + width / 2, top - 10 * k);
  }
  c.fillStyle = c.strokeStyle = colour("text");
  c.setLineDash([4 * k, 3 * k]);
  for (const t of data.markers) {
    c.beginPath();
    c.moveTo(at(t), top);
    c.lineTo(at(t), top + height);
    c.stroke();
    c.fillText("▾", at(t), top + 3 * k);
  }
  c.restore();
}

function build(width) {
  if (!holder) return;
  if (chart) chart.destroy();
  const { t, curves, length_s } = data, whole = [Math.min(0, t[0]), length_s], last = t[t.length - 1];
  const alone = [...t.keys()].filter(i => curves[0][i] != null && curves[0][i - 1] == null && curves[0][i + 1] == null);
  const axis = { stroke: colour("quiet"), grid: { stroke: colour("track"), width: 1 }, ticks: { stroke: colour("track") } };
  chart = new uPlot({
    width: width || holder.clientWidth, height: 280, padding: [26, 28, 0, 0],
    scales: { x: { time: false, range: (u, from, to) => from === t[0] && to === last ? whole : [from, to] }, y: { range: [0, 100] } },
    axes: [{ ...axis, incrs: [1, 2, 5, 10, 15, 30, 60, 120, 300, 600], values: (u, all) => all.map(minutes) }, { ...axis, size: 40 }],
    cursor: { drag: { x: true, y: false } },
    legend: { markers: { dash: (u, i) => style(data.emotions[i - 1]?.dash) } },
    series: [{ label: data.words.time, value: (u, t) => t == null ? "" : tenths(t) },
      ...data.emotions.map(e => ({ label: e.shown, stroke: colour(e.name), width: 1.75, dash: e.dash, points: { show: true, size: 5, filter: () => alone },
                                   value: (u, v) => v == null ? "–" : v + " %" }))],
    hooks: { drawAxes: [drawLines], setScale: [u => { if (u === chart) follow(); }] },
  }, [t, ...curves], holder);
  chart.head = chart.over.appendChild(Object.assign(document.createElement("div"), { className: "head" }));
  chart.over.addEventListener("click", e => play(Math.max(0, chart.posToVal(e.offsetX, "x")), null));
  chart.over.addEventListener("mouseleave", follow);
  follow();
}

function tell(now) {
  const at = chart.valToIdx(now), shares = data.curves.map(curve => curve[at]), most = Math.max(...shares);
  const shown = shares[0] == null ? data.words.no_face : data.emotions[shares.indexOf(most)].shown + " " + most + " %";
  holder.setAttribute("aria-valuenow", now.toFixed(1));
  holder.setAttribute("aria-valuetext", tenths(now) + ", " + shown);
}

function follow() {
  const now = video ? video.currentTime : 0;
  if (until !== null && now >= until) { until = null; video.pause(); }
  if (chart) {
    chart.head.style.left = chart.valToPos(now, "x") - 1 + "px";
    if (!chart.over.matches(":hover")) chart.setLegend({ idx: chart.valToIdx(now) });
    tell(now);
  }
  for (const row of rows) row.classList.toggle("now", now > 0 && now >= +row.dataset.start && now < +row.dataset.end);
}

build();
addEventListener("resize", () => {
  if (!chart) return;
  chart.setSize({ width: holder.clientWidth, height: 280 });
  follow();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => build());
addEventListener("beforeprint", () => { document.documentElement.classList.add("paper"); build(PAPER_WIDTH); });
addEventListener("afterprint", () => { document.documentElement.classList.remove("paper"); build(); });
if (video) {
  const tick = () => { follow(); if (!video.paused) requestAnimationFrame(tick); };
  const lost = () => { document.getElementById("lost").hidden = false; };
  video.addEventListener("play", tick);
  video.addEventListener("seeking", () => { if (Math.abs(video.currentTime - aim) > 0.05) until = null; });
  for (const name of ["seeked", "timeupdate", "pause"]) video.addEventListener(name, follow);
  video.addEventListener("error", lost);
  if (video.error) lost();
  if (holder) holder.addEventListener("keydown", e => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[e.key];
    if (by) { e.preventDefault(); video.currentTime = Math.max(0, video.currentTime + by); }
    if (e.key === " " || e.key === "Enter") { e.preventDefault(); video.paused ? play(video.currentTime, null) : video.pause(); }
  });
  for (const row of rows) row.addEventListener("click", () => {
    if (!String(getSelection())) play(+row.dataset.start, +row.dataset.end);
  });
  for (const button of document.querySelectorAll("[data-at]")) button.addEventListener("click", () => play(+button.dataset.at, null));
}
