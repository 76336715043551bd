// The chart of a result: drawn anew after each choice. Without it strips and table say the same.
addEventListener("DOMContentLoaded", () => {
  const data = JSON.parse(document.getElementById("figures-data").textContent);
  const explorer = document.getElementById("explorer");
  const form = explorer.querySelector("form");
  const chart = document.getElementById("chart");
  const said = document.getElementById("drawing-said");
  const picture = document.getElementById("picture");
  if (!window.Plotly) return;

  // One look a kind; shape and filling tell the series apart without colour. Earlier rounds take turns.
  const LOOKS = {
    self: {colour: "#0b6e6e", symbol: "circle-open", fill: ""},
    verified: {colour: "#14213d", symbol: "diamond", fill: ""},
    target: {colour: "#b54708", symbol: "line-ns-open", fill: "/"},
    sector: {colour: "#4a5568", symbol: "x-thin-open", fill: "."},
  };
  const EARLIER = [
    {colour: "#6b7785", symbol: "square-open", fill: "\\"},
    {colour: "#8a5a14", symbol: "triangle-up-open", fill: "x"},
    {colour: "#22777c", symbol: "star-open", fill: "-"},
    {colour: "#4a5568", symbol: "cross-open", fill: "|"},
  ];
  const earlier = data.series.filter(each => each.kind === "earlier");
  const look = each => LOOKS[each.kind] || EARLIER[earlier.indexOf(each) % EARLIER.length];
  const highest = data.levels.at(-1)[0];
  const FONT = {family: "Inter, system-ui, sans-serif", size: 13, color: "#14213d"};

  const chosen = name => new Set([...form.querySelectorAll(`[name=${name}]:checked`)].map(box => box.value));
  const plain = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

  /** Returns a name in lines of at most so many letters. */
  function folded(name, most) {
    const lines = [""];
    for (const word of name.split(" ")) {
      const joined = `${lines.at(-1)} ${word}`.trim();
      if (joined.length > most && lines.at(-1)) lines.push(word);
      else lines[lines.length - 1] = joined;
    }
    return lines.map(plain).join("<br>");
  }

  const lines = text => text.split("<br>").length;
  const most_lines = texts => Math.max(...texts.map(lines), 1);

  /** Returns texts with as many lines each, so that their first lines stand side by side. */
  const even = texts => texts.map(text => text + "<br> ".repeat(most_lines(texts) - lines(text)));

  /** Returns the nodes and series that are chosen. */
  function choice() {
    const parts = chosen("part"), dimensions = chosen("dimension");
    const kept = data.parts.filter(part => parts.has(part.node));
    const nodes = form.elements.depth.value === "parts"
      ? kept : kept.flatMap(part => part.dimensions).filter(each => dimensions.has(each.node));
    const boxes = form.querySelector("[name=series]");
    const series = boxes ? data.series.filter(each => chosen("series").has(each.key)) : data.series;
    return {kind: form.elements.kind.value, nodes, series};
  }

  const values = (each, nodes) => nodes.map(node => each.values[node.node] ?? null);
  const hints = (each, nodes) => nodes.map(
    node => `${plain(node.name)}<br>${plain(each.name)}: ${plain(each.texts[node.node] || "–")}`);

  function flat(kind, nodes, series, narrow) {
    const names = nodes.map(node => node.node);
    const traces = series.map(each => {
      const {colour, symbol, fill} = look(each);
      const trace = {name: plain(each.name), x: values(each, nodes), y: names, hovertext: hints(each, nodes), hoverinfo: "text"};
      if (kind === "dots") {
        const size = each.kind === "self" || each.kind === "verified" ? 13 : 11;
        return {...trace, type: "scatter", mode: "markers", marker: {color: colour, symbol, size, line: {color: colour, width: 2.5}}};
      }
      const pattern = {shape: fill, fgcolor: colour, bgcolor: "#ffffff", size: 6, solidity: .4};
      return {...trace, type: "bar", orientation: "h", marker: {color: colour, pattern, line: {color: colour, width: 1}}};
    });
    const labels = nodes.map(node => folded(node.name, narrow ? 20 : 34));
    const row = Math.max(34, 16 * most_lines(labels) + 6, kind === "bars" ? 14 * series.length + 12 : 0);
    const key = 24 * series.length;
    const levels = narrow ? data.levels.map(([value]) => `${value}`) : even(data.levels.map(([value, name]) => `${value}<br>${folded(name, 12)}`));
    const axis = {fixedrange: true, gridcolor: "#d5dce1", zeroline: false};
    return {traces, layout: {
      height: nodes.length * row + 100 + key,
      barmode: "group", bargap: .25,
      xaxis: {...axis, range: [-.15, highest + .15], tickvals: data.levels.map(([value]) => value), side: "top",
        ticktext: levels},
      yaxis: {...axis, autorange: "reversed", automargin: true, tickvals: names,
        ticktext: labels, tickfont: {...FONT, size: narrow ? 12 : 13}},
      margin: {l: 10, r: narrow ? 16 : 40, t: narrow ? 30 : 72, b: key + 20},
    }};
  }

  function round(nodes, series, narrow) {
    const short = narrow && nodes.length > 6;
    const side = short ? 40 : narrow ? 80 : 130, key = 24 * series.length;
    const names = nodes.map(node => short ? node.node : folded(node.name, narrow ? 10 : 22));
    const traces = series.map(each => {
      const {colour, symbol} = look(each), r = values(each, nodes);
      return {
        type: "scatterpolar", mode: "lines+markers", name: plain(each.name), connectgaps: false,
        r: [...r, r[0]], theta: [...names, names[0]], hovertext: [...hints(each, nodes), hints(each, nodes)[0]], hoverinfo: "text",
        line: {color: colour, width: 2, dash: each.kind === "earlier" ? "dot" : each.kind === "target" ? "dash" : "solid"},
        marker: {color: colour, symbol, size: 8, line: {color: colour, width: 2}},
      };
    });
    return {traces, layout: {
      height: (narrow ? 340 : 580) + key,
      margin: {l: side, r: side, t: 50, b: 60 + key},
      dragmode: false,
      polar: {
        radialaxis: {range: [0, highest], tickvals: data.levels.map(([value]) => value), angle: 90, tickangle: 90, gridcolor: "#d5dce1", tickfont: {...FONT, size: 11}},
        angularaxis: {direction: "clockwise", rotation: 90, gridcolor: "#d5dce1", tickfont: {...FONT, size: narrow ? 11 : 12}},
      },
    }};
  }

  const config = {displayModeBar: false, displaylogo: false, showSendToCloud: false, responsive: true, locale: data.language, scrollZoom: false, doubleClick: false};

  /** Returns what the library draws. */
  function figure({kind, nodes, series}) {
    const narrow = chart.clientWidth < 560;
    const {traces, layout} = kind === "radar" ? round(nodes, series, narrow) : flat(kind, nodes, series, narrow);
    return {data: traces, layout: {
      font: FONT, paper_bgcolor: "#ffffff", plot_bgcolor: "#ffffff", dragmode: false, hovermode: "closest", autosize: true,
      separators: data.language === "vi" ? ",." : ".,", showlegend: true,
      legend: {orientation: "h", xref: "container", x: .01, xanchor: "left", yref: "container", y: 0, yanchor: "bottom", itemclick: false, itemdoubleclick: false},
      hoverlabel: {bgcolor: "#14213d", bordercolor: "#14213d", font: {...FONT, color: "#ffffff"}, align: "left"},
      ...layout,
    }};
  }

  async function draw() {
    const {kind, nodes, series} = choice();
    const is_empty = !nodes.length || !series.length;
    chart.hidden = picture.hidden = is_empty;
    if (is_empty) { said.textContent = explorer.dataset.none; return; }
    const drawn = figure({kind, nodes, series});
    await Plotly.react(chart, drawn.data, drawn.layout, config);
    const what = `${nodes.map(node => node.name).join(", ")} (${series.map(each => each.name).join("; ")})`;
    chart.setAttribute("aria-label", explorer.dataset.said.replace("%(what)s", what));
    said.textContent = "";
    chart.dataset.drawn = `${kind} ${nodes.length} ${series.length}`;
  }

  // A picture has no fonts of the page: what is measured in one font and drawn in another is cut.
  const as_drawn_outside = drawn => JSON.parse(JSON.stringify(drawn).replaceAll(FONT.family, "Arial, Helvetica, sans-serif"));

  /** Saves the picture with what is written on it, drawn from what may be passed on: private answers are no part of it. */
  async function save() {
    const {kind, nodes, series} = choice();
    const told = {kind, nodes: nodes.filter(node => !node.private), series: series.map(each => ({...each, values: each.told}))};
    const {data: traces, layout} = as_drawn_outside(figure(told));
    const title = {text: plain(`${data.mark} · ${data.date}`), font: {...layout.font, size: 12}, x: .02, xanchor: "left", yref: "container", y: .99, yanchor: "top"};
    const size = {width: chart.clientWidth, height: layout.height + 30};
    const margin = {...layout.margin, t: layout.margin.t + 30};
    await Plotly.downloadImage(
      {data: traces, layout: {...layout, ...size, title, margin}, config}, {...size, format: "png", scale: 2, filename: picture.dataset.name});
  }

  const try_to_draw = () => draw().catch(() => { said.textContent = explorer.dataset.failed; });
  form.addEventListener("change", (event) => {
    for (const group of form.querySelectorAll("[data-part]")) group.hidden = !chosen("part").has(group.dataset.part);
    if (event.target) try_to_draw();
  });
  form.addEventListener("submit", event => event.preventDefault());
  picture.addEventListener("click", () => save().catch(() => { said.textContent = explorer.dataset.failed; }));
  explorer.hidden = false;
  document.getElementById("plain").hidden = true;
  try_to_draw();
});
