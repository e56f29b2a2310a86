// Draws what stands in data-chart, and nothing else: loads the library when the first chart appears, draws in place when the figures or the
// look change, clears up when the chart is gone. Every point can be reached by keyboard and leads to the runs behind it.
const drawn = new Map();
let library;

function load(address) {
  return library ??= new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = () => done(window.Plotly);
    script.onerror = () => {
      library = undefined;
      failed(new Error('The charts could not be loaded.'));
    };
    document.head.append(script);
  });
}

// A colour as the browser works it out: the tokens name one for light and one for dark.
function coloursOf(host) {
  const probe = document.createElement('i');
  probe.hidden = true;
  host.parentElement.append(probe);
  const of = name => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    text: of('--text-2'), strong: of('--text-1'), line: of('--line'), surface: of('--surface-1'), cap: of('--danger'),
    hues: [of('--hue-rest'), ...[1, 2, 3, 4, 5, 6].map(hue => of(`--hue-${hue}`))],
    font: getComputedStyle(host).fontFamily,
  };
  probe.remove();
  return colours;
}

// The library reads a little markup in texts; names are only ever text.
const plain = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const isDays = spec => spec.step >= 86400;

// Days are days of UTC; hours and minutes are shown in the reader's zone.
function shownTime(spec, iso) {
  if (isDays(spec)) return iso.slice(0, 10);
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
}

function textOf(spec, figure) {
  return figure === null ? 'unknown' : figure.toLocaleString('en', { maximumFractionDigits: spec.places });
}

const timeOf = at => new Date(at).toISOString().slice(0, 19) + 'Z';

function hrefOf(spec, series, at) {
  if (series.hrefs?.[at]) return series.hrefs[at];
  if (!series.link || spec.step === null) return null;
  const from = Date.parse(series.x[at]);
  return series.link.replaceAll('{from}', encodeURIComponent(timeOf(from))).replaceAll('{to}', encodeURIComponent(timeOf(from + spec.step * 1000)));
}

function open(href) {
  // As a link, so that whatever listens to links hears of it.
  const link = document.createElement('a');
  link.href = href;
  document.body.append(link);
  link.click();
  link.remove();
}

function tracesOf(spec, colours) {
  const ranking = spec.shape === 'Ranking';
  return spec.series.map(series => {
    const colour = colours.hues[series.hue] ?? colours.hues[0];
    const places = spec.step === null ? series.x.map(plain) : series.x.map(x => shownTime(spec, x));
    const said = series.y.map((y, at) => `<b>${textOf(spec, y)}</b> ${plain(spec.unit)}${hrefOf(spec, series, at) ? '<br>open runs' : ''}`);
    return {
      name: plain(series.name), customdata: said, hovertemplate: `${ranking ? '%{y}' : plain(series.name)}<br>%{customdata}<extra></extra>`,
      x: ranking ? series.y : places, y: ranking ? places : series.y, marker: { color: colour, line: { width: 0 } },
      ...spec.shape === 'Lines'
        ? { type: 'scatter', mode: series.x.length < 60 ? 'lines+markers' : 'lines', line: { color: colour, width: 2 }, connectgaps: false }
        : { type: 'bar', orientation: ranking ? 'h' : 'v' },
    };
  });
}

function layoutOf(spec, colours, width) {
  const ranking = spec.shape === 'Ranking';
  const narrow = width < 420;
  const axis = { color: colours.text, gridcolor: colours.line, linecolor: colours.line, zerolinecolor: colours.line, fixedrange: true, automargin: true, tickfont: { size: 12 } };
  const figures = { ...axis, rangemode: 'tozero', nticks: 5, separatethousands: true };
  const names = spec.step === null
    ? { ...axis, type: 'category', showgrid: false, autorange: ranking ? 'reversed' : true }
    : { ...axis, type: 'date', showgrid: false, nticks: narrow ? 4 : 8 };
  // A line says its name where it ends, if there is room and the names do not lie upon one another.
  const direct = spec.shape === 'Lines' && spec.series.length > 1 && spec.series.length <= 4 && !narrow;
  const ends = direct ? spec.series.map(series => {
    let at = series.y.length - 1;
    while (at >= 0 && series.y[at] === null) at--;
    return at < 0 ? null : { x: shownTime(spec, series.x[at]), y: series.y[at], text: plain(series.name), font: { color: colours.hues[series.hue], size: 12 } };
  }).filter(Boolean) : [];
  const top = Math.max(...spec.series.flatMap(series => series.y), 0);
  ends.sort((one, other) => one.y - other.y);
  const apart = ends.every((end, at) => at === 0 || end.y - ends[at - 1].y > top * .08);
  return {
    barmode: 'stack', bargap: spec.step === null ? .35 : .15, paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)',
    margin: { l: 8, r: direct && apart ? 120 : 8, t: 8, b: 8 }, dragmode: false, hovermode: 'closest', separators: '.,',
    font: { family: colours.font, size: 12, color: colours.text },
    hoverlabel: { bgcolor: colours.surface, bordercolor: colours.line, font: { family: colours.font, size: 12, color: colours.strong }, align: 'left' },
    showlegend: spec.series.length > 1 && !(direct && apart), legend: { orientation: 'h', y: narrow ? -.34 : -.18, yanchor: 'top', x: 0, font: { size: 12 } },
    xaxis: ranking ? { ...figures, nticks: narrow ? 3 : 5 } : names, yaxis: ranking ? names : figures,
    annotations: [
      ...direct && apart ? ends.map(end => ({ ...end, xanchor: 'left', showarrow: false, xshift: 6 })) : [],
      ...spec.caps.map(cap => ({ x: 0, xref: 'paper', y: cap.y, xanchor: 'left', yanchor: 'bottom', showarrow: false, text: plain(cap.word), font: { color: colours.cap, size: 12 } })),
    ],
    shapes: spec.caps.map(cap => ({ type: 'line', xref: 'paper', x0: 0, x1: 1, y0: cap.y, y1: cap.y, line: { color: colours.cap, width: 1.5, dash: 'dash' } })),
  };
}

async function draw(host) {
  const text = host.dataset.chart;
  const state = drawn.get(host) ?? { series: 0, point: -1 };
  const look = document.documentElement.dataset.theme + (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  if (state.text === text && state.look === look) return;
  Object.assign(state, { text, look, spec: JSON.parse(text) });
  const isNew = !drawn.has(host);
  drawn.set(host, state);
  const plotly = await load(host.dataset.plotly).catch(() => null);
  if (!plotly) {
    // The table and the CSV hold the same figures.
    host.textContent = 'The chart could not be loaded; the table below has the same figures.';
    drawn.delete(host);
    return;
  }
  if (!host.isConnected || state.text !== text) return;
  const colours = coloursOf(host);
  await plotly.react(host, tracesOf(state.spec, colours), layoutOf(state.spec, colours, host.clientWidth),
    { displayModeBar: false, responsive: true, doubleClick: false, scrollZoom: false, showTips: false });
  if (!isNew) return;
  host.on('plotly_click', event => {
    const point = event.points[0];
    const { spec } = drawn.get(host);
    const href = hrefOf(spec, spec.series[point.curveNumber], point.pointNumber ?? point.pointIndex);
    if (href) open(href);
  });
}

function say(host, state) {
  const { spec } = state;
  const series = spec.series[state.series];
  const at = spec.step === null ? series.x[state.point] : shownTime(spec, series.x[state.point]).replace('T', ' ').slice(0, 16);
  const said = host.parentElement.querySelector('[data-chart-said]');
  if (said) said.textContent = `${series.name}, ${at}: ${textOf(spec, series.y[state.point])} ${spec.unit}`;
  try {
    window.Plotly?.Fx.hover(host, [{ curveNumber: state.series, pointNumber: state.point }]);
  } catch {
    // A gap has no place to point at; it is said all the same.
  }
}

document.addEventListener('keydown', event => {
  const host = event.target.closest?.('[data-chart]');
  const state = host && drawn.get(host);
  if (!state || event.ctrlKey || event.metaKey || event.altKey) return;
  const { spec } = state;
  const ranking = spec.shape === 'Ranking';
  const points = spec.series[state.series].x.length;
  const step = { [ranking ? 'ArrowDown' : 'ArrowRight']: 1, [ranking ? 'ArrowUp' : 'ArrowLeft']: -1 }[event.key];
  const change = { [ranking ? 'ArrowRight' : 'ArrowDown']: 1, [ranking ? 'ArrowLeft' : 'ArrowUp']: -1 }[event.key];
  if (event.key === 'Enter') {
    const href = state.point >= 0 ? hrefOf(spec, spec.series[state.series], state.point) : null;
    if (href) open(href);
    return;
  }
  if (event.key === 'Escape') return window.Plotly?.Fx.unhover(host);
  if (event.key === 'Home') state.point = 0;
  else if (event.key === 'End') state.point = points - 1;
  else if (step) state.point = state.point < 0 ? (step > 0 ? 0 : points - 1) : Math.min(points - 1, Math.max(0, state.point + step));
  else if (change) {
    state.series = (state.series + change + spec.series.length) % spec.series.length;
    state.point = Math.min(Math.max(0, state.point), spec.series[state.series].x.length - 1);
  } else return;
  event.preventDefault();
  say(host, state);
});

function drawAll() {
  for (const host of drawn.keys()) {
    if (host.isConnected) continue;
    window.Plotly?.purge(host);
    drawn.delete(host);
  }
  for (const host of document.querySelectorAll('[data-chart]')) draw(host);
}

// The look may have changed, and with it every colour.
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
drawAll();
new MutationObserver(changes => {
  // What the library itself draws is no news.
  if (changes.some(change => !change.target.closest?.('[data-chart]') || change.attributeName === 'data-chart')) drawAll();
}).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-chart', 'data-theme'] });
