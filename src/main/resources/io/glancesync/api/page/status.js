// The status page of GlanceSync. It shows what version 2 of the HTTP API says, and follows its events.
// What comes from outside is only ever set as text: lit-html does that, and nothing here goes around it.
import { html, nothing, render } from './lit-html.js';

const PARTS = {
  service: '/v2', regions: '/v2/regions?limit=1000', status: '/v2/status', transfers: '/v2/transfers',
  letters: '/v2/dead-letters?limit=1000', runs: '/v2/runs?limit=20', schedules: '/v2/schedules?limit=1000',
  settings: '/v2/settings', bandwidth: '/v2/bandwidth' };
// what has to be read again after an event, by the first word of its type; after any other, everything
const NEWS = {
  run: ['service', 'runs', 'status', 'regions', 'schedules', 'transfers'], region: ['service', 'status', 'regions'],
  transfer: ['service'], dead_letter: ['letters', 'regions'], schedule: ['schedules', 'service'],
  edit: ['settings', 'schedules', 'bandwidth'], guard: ['regions'] };
// for each letter of the matrix: sign, kind (its colour), and what it means
const CELLS = {
  o: ['●', 'ok', 'Equal to the master’s image.'],
  s: ['◐', 'ok', 'Other content than the master’s, which dontupdate protects.'],
  u: ['▲', 'due', 'The region has no image of this name. The next run copies it.'],
  m: ['≠', 'due', 'Same content, but other metadata. The next run changes it.'],
  p: ['⇄', 'due', 'Other content. The next run replaces it, as the rules say.'],
  n: ['↷', 'due', 'Other content. The next run renames it and copies the master’s, as the rules say.'],
  a: ['△', 'due', 'Its kernel or ramdisk waits to be copied first.'],
  A: ['✖', 'bad', 'Its kernel or ramdisk is not among the selected images. Select it too, or leave this image out.'],
  c: ['✕', 'bad', 'Other content, and no rule says what to do. Decide with replace, rename or dontupdate.'],
  '-': ['·', 'none', 'Not selected for this region.'],
  '?': ['?', 'none', 'Not known: the region was not compared since the master has this image.'] };
const CELLS_AT_ONCE = 2000; // more would make each filter slow
const WAIT = 25; // seconds, of a long poll
const TOKEN = 'glancesync-token';

const data = {};
const live = { epoch: '', newest: 0, heard: Date.now(), problem: '', session: 0 };
const ui = { signIn: null, notice: null, selected: null, cursor: null, rows: 1, open: new Set(), details: new Map() };
const known = new Map();
const byName = new Intl.Collator(undefined, { numeric: true }).compare;

// --- the API ---
async function call(method, path, body) {
  const headers = {};
  const token = sessionStorage.getItem(TOKEN);
  const before = method === 'GET' ? known.get(path) : undefined;
  if (token) headers['X-Auth-Token'] = token;
  if (before) headers['If-None-Match'] = before.tag;
  if (body) headers['Content-Type'] = 'application/json';
  const signal = AbortSignal.timeout((WAIT + 15) * 1000);
  const answer = await fetch(path, { method, headers, signal, cache: 'no-store', body: body && JSON.stringify(body) });
  if (answer.status === 304) return before.json;
  const json = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    const said = json.detail ?? json.title ?? json.error?.message ?? 'nothing more';
    throw Object.assign(new Error(`${method} ${path}: ${answer.status}, ${said}`), { status: answer.status, said });
  }
  const tag = answer.headers.get('ETag');
  if (tag && Object.values(PARTS).includes(path)) known.set(path, { tag, json });
  return json;
}
const isRefusal = (error) => error.status === 401 || error.status === 403;
async function read(parts) {
  const mine = live.session;
  const answers = await Promise.all(parts.map((it) => call('GET', PARTS[it])));
  if (mine !== live.session) return;
  parts.forEach((it, i) => { data[it] = answers[i]; });
  if (parts.includes('status')) data.status.images.sort((a, b) => byName(a.image, b.image));
  if (ui.selected && parts.includes('regions')) await readDetail();
}

async function follow() {
  const mine = ++live.session;
  Object.assign(live, { epoch: '', newest: 0 });
  while (mine === live.session) {
    let wait = 300; // several events at once are one change
    try {
      const page = await call('GET', live.epoch ? `/v2/events?since=${live.newest}&wait=${WAIT}`
        : `/v2/events?since=${Number.MAX_SAFE_INTEGER}`);
      if (mine !== live.session) return;
      const isNew = page.epoch !== live.epoch || !page.complete;
      await read(isNew ? Object.keys(PARTS) : partsAfter(page.events));
      if (mine !== live.session) return;
      Object.assign(live, { epoch: page.epoch, newest: page.newest, heard: Date.now(), problem: '' });
      ui.signIn = null;
    } catch (error) {
      if (mine !== live.session) return;
      if (isRefusal(error)) return refused(error);
      wait = 2000;
      live.problem = error.said ?? 'the service does not answer';
      if (ui.signIn) Object.assign(ui.signIn, { busy: false, said: `Tried to sign in, but ${live.problem}.` });
    }
    draw();
    await new Promise((done) => setTimeout(done, wait));
  }
}
function partsAfter(events) {
  for (const it of events.filter((one) => one.type.startsWith('transfer.'))) {
    const changed = it.transfers ?? [it];
    const others = data.transfers.transfers.filter((old) => !changed.some((one) => one.region === old.region && one.image === old.image));
    data.transfers.transfers = it.type === 'transfer.ended' ? others : [...others, ...changed];
  }
  return [...new Set(events.flatMap((it) => NEWS[it.type.split('.')[0]] ?? Object.keys(PARTS)))];
}
function refused(error) {
  const hadToken = sessionStorage.getItem(TOKEN) !== null;
  signOut(hadToken ? `The token was refused (${error.status}): ${error.said}` : '');
}
function signOut(said = '') {
  live.session++;
  sessionStorage.removeItem(TOKEN);
  for (const it of Object.keys(data)) delete data[it];
  known.clear();
  Object.assign(ui, { selected: null, notice: null, open: new Set(), details: new Map(), signIn: { said, busy: false } });
  draw();
  document.querySelector('#token')?.focus();
}
function signIn(event) {
  event.preventDefault();
  const token = new FormData(event.target).get('token').trim();
  if (!/^[!-~]+$/.test(token)) return signOut('This cannot be a token. Paste what openstack token issue -f value -c id prints.');
  sessionStorage.setItem(TOKEN, token);
  Object.assign(ui.signIn, { said: '', busy: true });
  draw();
  follow();
}

/** Does something, says what came of it, and shows it. */
async function act(what, method, path, body) {
  try {
    await call(method, path, body);
    ui.notice = { text: `${what}: asked for.` };
    await read(['service', 'regions', 'runs', 'letters', 'schedules']);
  } catch (error) {
    if (error.status === 401) return refused(error);
    ui.notice = { text: `${what}: ${error.said ?? 'the service does not answer'}`, isBad: true };
  }
  draw();
}
/** Asks in a dialog; the answer is what was typed, or null. */
function ask(title, text, confirm, fields = [], isBad = false) {
  const dialog = document.querySelector('#ask');
  return new Promise((answer) => {
    const submit = (event) => {
      event.preventDefault();
      answer(Object.fromEntries([...new FormData(event.target)].filter(([, it]) => it)));
      dialog.close();
    };
    render(html`<form @submit=${submit}><h2 id="ask-title">${title}</h2><p>${text}</p>
      ${fields.map((it) => html`<label>${it.name} <input name=${it.name} .value=${it.value ?? ''}
        ?required=${it.required} placeholder=${it.hint ?? ''}></label>`)}
      <p class="buttons"><button class=${isBad ? 'bad' : 'main'}>${confirm}</button>
      <button type="button" @click=${() => dialog.close()}>cancel</button></p></form>`, dialog);
    dialog.onclose = () => answer(null);
    dialog.showModal();
    if (isBad) dialog.querySelector('[type=button]').focus(); // Enter alone undoes nothing
  });
}
async function run(regions, images, isDry) {
  const what = isDry ? 'Dry run' : 'Run';
  const text = isDry ? 'It says what a run would do, and changes nothing.' : 'It compares the regions with the master, and copies what is missing.';
  const given = await ask(what, text, isDry ? 'dry run' : 'run now', [{ name: 'regions', value: regions, hint: 'all, or some with commas' },
    { name: 'images', value: images, hint: 'all, or some with commas' }, { name: 'note', hint: 'why, for the report' }]);
  if (!given) return;
  const names = (key) => given[key] && { [key]: given[key].split(',').map((it) => it.trim()) };
  act(what, 'POST', '/v2/runs', { dry_run: isDry, ...names('regions'), ...names('images'), ...given.note && { note: given.note } });
}
async function pause(what, path) {
  const given = await ask(`Pause ${what}`, 'Runs leave it out until you resume it, or until the time is up.', 'pause',
    [{ name: 'reason', required: true }, { name: 'hours', hint: 'until resumed' }]);
  if (!given) return;
  const until = Number(given.hours) > 0 ? { until: new Date(Date.now() + given.hours * 3.6e6).toISOString() } : {};
  act(`Pause of ${what}`, 'PATCH', path, { paused: true, reason: given.reason, ...until });
}
async function discard(letters) {
  const what = letters.length > 1 ? `${letters.length} letters` : `the letter of ${letters[0].image} in ${letters[0].region}`;
  if (!await ask('Discard', `This discards ${what}, and cannot be undone. The images stay as they are.`, 'discard', [], true)) return;
  for (const it of letters) await act(`Discarding ${it.image} in ${it.region}`, 'DELETE', url('/v2/dead-letters', it.id));
}
async function cancel(run) {
  if (!await ask('Cancel the run', 'Nothing new begins, and what is on its way may end. The next run does the rest.', 'cancel it', [], true)) return;
  act('Cancelling', 'POST', url('/v2/runs', run, 'cancel'));
}
async function retry(letters) {
  if (letters.length > 1 && letters.length === data.letters.dead_letters.length && !data.letters.next) {
    return act('Retry of all dead letters', 'POST', '/v2/dead-letters/retry', { all: true });
  }
  for (const it of letters) await act(`Retry of ${it.image} in ${it.region}`, 'POST', url('/v2/dead-letters', it.id, 'retry'));
}
const url = (path, ...more) => [path, ...more.map(encodeURIComponent)].join('/');

// --- what is chosen ---
const filter = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
function choose(change, isTyping = false) {
  const chosen = new URLSearchParams(Object.entries({ ...filter(), ...change }).filter(([, it]) => it));
  history[isTyping ? 'replaceState' : 'pushState'](null, '', `${location.pathname}${`${chosen}` && `#${chosen}`}`);
  ui.rows = 1;
  draw();
}
async function select(region, image) {
  ui.selected = { region, image };
  await readDetail();
  draw();
  document.querySelector('#detail button')?.focus();
}
async function readDetail() {
  const mine = ui.selected;
  const detail = await call('GET', url('/v2/regions', mine.region)).catch((error) => ({ images: [], problem: error.said }));
  if (mine === ui.selected) mine.detail = detail;
}
function close() {
  ui.selected = null;
  draw();
  document.querySelector('#matrix td button[tabindex="0"]')?.focus();
}
/** Opens or closes what is below a line; what it shows is read once. */
async function toggle(key, path) {
  if (!ui.open.delete(key)) {
    ui.open.add(key);
    if (path) ui.details.set(key, await call('GET', path).catch((error) => ({ problem: error.said ?? 'no answer' })));
  }
  draw();
}
const sum = (numbers) => numbers.reduce((all, it) => all + it, 0);
const heldBack = (it) => sum(Object.entries(it?.held_back ?? {}).map(([code, n]) => code === 'next_try' ? 0 : n));
const decisions = (it) => heldBack(it) + (it.states?.error_checksum ?? 0) + (it.states?.error_ami ?? 0);

/** The rows and columns of the matrix that the filter leaves. */
function chosen() {
  const f = filter();
  const { states, regions, images } = data.status;
  const about = new Map(data.regions.regions.map((it) => [it.region, it]));
  const letter = Object.keys(states).find((it) => states[it] === f.state);
  const name = (f.image ?? '').replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');
  const glob = new RegExp(/[*?]/.test(f.image) ? `^${name}$` : name, 'i');
  const withLetter = new Set(data.letters.dead_letters.map((it) => `${it.region} ${it.image}`));
  const isAny = f.all || f.show === 'in_step' || f.show === 'unreachable';
  const wants = (cell, column, image) => {
    if (letter) return cell === letter;
    if (f.show === 'letters') return withLetter.has(`${column.region} ${image}`);
    return f.show === 'decision' && !column.isHeld ? 'cA'.includes(cell) : isAny || column.as_of && !'os-'.includes(cell);
  };
  const asked = { in_step: (it) => it.in_step, out: (it) => it.as_of && !it.in_step, unreachable: (it) => !it.reachable,
    letters: (it) => it.dead_letters > 0, decision: (it) => decisions(it) > 0 }[f.show] ?? (() => true);
  const all = regions.map((it, i) => ({ target: '', ...about.get(it.region), ...it, i, isHeld: heldBack(about.get(it.region)) > 0 }))
    .filter((it) => !f.target || it.target === f.target);
  const columns = all.filter(asked);
  const rows = images.filter((it) => glob.test(it.image)
    && columns.some((column) => wants(it.cells[column.i], column, it.image)));
  const shown = isAny ? columns : columns.filter((column) => !column.reachable
    || rows.some((it) => wants(it.cells[column.i], column, it.image)));
  shown.sort((a, b) => (b.target === 'master') - (a.target === 'master') || byName(a.target, b.target));
  const dead = data.letters.dead_letters.filter((it) => glob.test(it.image) && (!f.target || about.get(it.region)?.target === f.target));
  return { f, rows, columns: shown, folded: all.length - shown.length, states, dead };
}

// --- words ---
function bytes(count) {
  let i = 0;
  for (; count >= 999.5 && i < 5; i++) count /= 1000;
  return `${i && count < 99.95 ? count.toFixed(1) : Math.round(count)} ${['B', 'kB', 'MB', 'GB', 'TB', 'PB'][i]}`;
}
function span(seconds) {
  const s = Math.max(0, Math.round(seconds));
  return s < 60 ? `${s} s` : s < 3600 ? `${Math.floor(s / 60)} min` : s < 172800 ? `${Math.floor(s / 3600)} h` : `${Math.floor(s / 86400)} d`;
}
const since = (time) => time ? span((Date.now() - Date.parse(time)) / 1000) : '–';
function clock(time) {
  if (!time) return '–';
  const at = new Date(time);
  const day = at.toDateString() === new Date().toDateString() ? {} : { day: 'numeric', month: 'short' };
  return html`<time datetime=${time} title=${time}>${at.toLocaleString('en-GB', { ...day, hour: '2-digit', minute: '2-digit' })}</time>`;
}
const count = (n, one, more = `${one}s`) => `${n} ${n === 1 ? one : more}`;
/** The usual cron expressions as words; any other as it is. */
function cronWords(cron) {
  const [second, minute, hour, day, month, weekday, year = '*'] = cron.split(/\s+/);
  if (second !== '0' || !'*?'.includes(day) || month !== '*' || year !== '*') return cron;
  const days = '*?'.includes(weekday) ? 'each day' : `on ${weekday}`;
  const at = (it) => `${it.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (/^\d+$/.test(minute) && /^[\d,]+$/.test(hour)) return `${days} at ${hour.split(',').map(at).join(', ')}`;
  if (hour !== '*' || days !== 'each day') return cron;
  return /^\d+$/.test(minute) ? `each hour at ${at('').slice(2)}` : minute.replace(/^[*0]\/(\d+)$/, 'each $1 min');
}

// --- what is seen ---
const button = (text, click, kind = '', label) => data.service?.may_act
  ? html`<button class=${kind} aria-label=${label ?? nothing} @click=${click}>${text}</button>` : nothing;
const list = (id, title, none, heads, rows, more = nothing) => html`<section id=${id} aria-labelledby="${id}-title">
  <header><h2 id="${id}-title">${title}</h2>${more}</header>${rows.length ? table(heads, rows) : html`<p class="calm">${none}</p>`}</section>`;
const table = (heads, rows) => html`<div class="box"><table><thead><tr>${heads.map((it) => html`<th scope="col">${it}</th>`)}</tr></thead>
  <tbody>${rows}</tbody></table></div>`;

function head() {
  const { name, run: now, next, uptime, user, may_act: mayAct } = data.service;
  const paused = data.regions.regions.filter((it) => it.paused);
  const refusedEdits = data.settings.refused_edits;
  const silent = Math.round((Date.now() - live.heard) / 1000);
  const isStale = live.problem || silent > WAIT + 10;
  document.title = `${isStale ? '(no news) ' : ''}GlanceSync ${name === 'GlanceSync' ? '' : name}`.trim();
  return html`<header id="head"><h1>GlanceSync <span>${name === 'GlanceSync' ? '' : name}</span></h1>
    <span>up ${span(uptime)}</span>
    <span>${next ? html`next: ${next.schedule} ${clock(next.due)} (in ${span((Date.parse(next.due) - Date.now()) / 1000)})` : 'nothing scheduled'}</span>
    <span id="run">${now ? html`<span class="due">●</span> run ${now.run} ${now.state}, ${now.regions_done} of
      ${count(now.regions.length, 'region')}${now.size ? `, ${Math.floor(100 * now.sent / now.size)} %` : ''}
      ${button('cancel', () => cancel(now.run), '', `cancel run ${now.run}`)}` : 'no run'}</span>
    <span class="who"><span id="live" role="status" class=${isStale ? 'bad' : 'ok'}>${isStale
      ? `no news for ${span(silent)}: ${live.problem || 'the service does not answer'}; trying again` : '● live'}</span>
    ${user && user !== '-' ? html`<span>${user}${mayAct ? '' : ' (may look)'}</span> <button @click=${() => signOut()}>sign out</button>`
      : html`<button @click=${() => signOut()}>sign in</button>`}</span></header>
    ${refusedEdits.length ? html`<p class="note bad" role="alert">An edit is not in effect: ${refusedEdits.join('; ')}</p>` : nothing}
    ${paused.length ? html`<p class="note">Paused: ${paused.map((it, i) => html`${i ? ', ' : ''}${it.region} (${it.paused.reason}${
      it.paused.until ? html`, until ${clock(it.paused.until)}` : ''})`)}</p>` : nothing}
    ${ui.notice ? html`<p class="note ${ui.notice.isBad ? 'bad' : ''}" role="alert">${ui.notice.text}
      <button aria-label="close the message" @click=${() => { ui.notice = null; draw(); }}>✕</button></p>` : nothing}`;
}
function figures() {
  const { regions } = data.regions;
  const compared = regions.filter((it) => it.last_compared);
  const letters = data.letters.dead_letters;
  const f = filter();
  const inStep = regions.filter((it) => it.in_step).length;
  const out = data.status.images.filter((it) => /[^os?-]/.test(it.cells));
  const lost = regions.filter((it) => !it.reachable).length;
  const waiting = sum(regions.map(decisions));
  const oldest = letters.map((it) => it.first_failed).sort()[0];
  const one = (key, text, value, more, kind) => html`<button aria-pressed=${f.show === key} class=${kind}
    @click=${() => choose({ show: f.show === key ? '' : key, state: '' })}><span>${text}</span><b>${value}</b><small>${more}</small></button>`;
  return html`<nav id="figures" aria-label="What to show">
    ${one('in_step', 'in step', inStep, `of ${count(compared.length, 'region')}`, 'ok')}
    ${one('out', 'out of step', compared.length - inStep, out.length ? `${count(out.length, 'image')}, ${bytes(sum(out.map((it) => it.size)))}`
      : 'nothing to copy', inStep === compared.length ? '' : 'due')}
    ${one('unreachable', 'not reachable', lost, lost ? 'did not answer last' : 'all answer', lost ? 'bad' : '')}
    ${one('letters', 'dead letters', letters.length, letters.length ? `since ${since(oldest)}` : 'none', letters.length ? 'bad' : '')}
    ${one('decision', 'waits for your decision', waiting, waiting ? `in ${count(regions.filter(decisions).length, 'region')}` : 'nothing', waiting ? 'bad' : '')}</nav>`;
}
function toolbar({ f, states }) {
  const targets = [...new Set(data.regions.regions.map((it) => it.target))].sort();
  const option = (key, all, values) => html`<label>${key} <select name=${key} @change=${(it) => choose({ [key]: it.target.value })}>
    <option value="" ?selected=${!f[key]}>all</option>
    ${values.map((it) => html`<option ?selected=${f[key] === it} value=${it}>${it}</option>`)}</select></label>`;
  const scope = f.target ? `${f.target}:` : '';
  return html`<div class="bar"><label class="tick"><input type="checkbox" name="differs" .checked=${!f.all}
      @change=${(it) => choose({ all: it.target.checked ? '' : '1' })}> only what differs</label>
    ${option('target', 'all', targets)}
    <label>image <input type="search" name="image" placeholder="name, or base_*" .value=${f.image ?? ''}
      @input=${(it) => choose({ image: it.target.value }, true)}></label>
    ${option('state', 'all', Object.keys(states).filter((it) => !'-?'.includes(it)).map((it) => states[it]))}
    <span class="acts">${button('run now', () => run(scope, f.image, false), 'main')}
    ${button('dry run', () => run(scope, f.image, true))}</span></div>`;
}
function cell(row, column, states, isFirst) {
  const letter = row.cells[column.i];
  const [sign, kind] = CELLS[letter] ?? [letter, 'none'];
  return html`<td><button class=${kind} tabindex=${isFirst ? 0 : -1} aria-label=${`${row.image} in ${column.region}: ${states[letter] ?? letter}`}
    .cell=${[column.region, row.image]}>${sign}</button></td>`;
}
const isAt = (cell, region, image) => cell?.[0] === region && cell[1] === image;
function matrix(view) {
  const { rows, columns, folded, states, f } = view;
  const most = ui.rows * Math.min(200, Math.max(20, Math.floor(CELLS_AT_ONCE / (columns.length || 1))));
  const shown = rows.slice(0, most);
  const isShown = shown.some((it) => it.image === ui.cursor?.[1]) && columns.some((it) => it.region === ui.cursor[0]);
  const cursor = isShown ? ui.cursor : [columns[0]?.region, shown[0]?.image];
  const groups = [...new Set(columns.map((it) => it.target))];
  const lost = columns.filter((it) => !it.reachable);
  const share = (row) => {
    const cells = columns.map((it) => row.cells[it.i]).filter((it) => it !== '-');
    return `${cells.filter((it) => 'os'.includes(it)).length} of ${cells.length}`;
  };
  const columnHead = (it) => html`<th scope="col"><button class=${it.reachable ? '' : 'bad'}
    title="${it.region}${it.reachable ? '' : ` does not answer: ${it.error ?? ''}`}" @click=${() => select(it.region)}
    ><span>${it.region.slice(it.region.indexOf(':') + 1)}${it.reachable ? '' : ' !'}${it.paused ? ' ‖' : ''}</span></button>
    <small title="compared ${it.as_of ?? 'never'}">${it.as_of ? since(it.as_of) : 'never'}</small></th>`;
  const fold = folded ? html`<button class="plain" @click=${() => choose({ all: '1', show: '', state: '' })}>and ${folded} more</button>` : nothing;
  return html`${columns.length && shown.length ? html`<div class="box" id="matrix" role="region" aria-label="Images and regions" tabindex="0">
    <table class="matrix ${columns.length > 16 ? 'many' : ''}" @click=${onClick} @keydown=${onKey} @focusin=${onFocus} @mouseover=${onHover}>
    <caption class="hidden">The state of each image in each region; with the arrow keys from cell to cell</caption>
    <thead>${groups.length > 1 || groups[0] !== 'master' ? html`<tr class="targets"><td></td><td class="size"></td>
      ${groups.map((it) => html`<th scope="colgroup" colspan=${columns.filter((column) => column.target === it).length}>${it}</th>`)}<td></td></tr>` : nothing}
    <tr><th scope="col">image</th><th scope="col" class="size">size</th>${columns.map(columnHead)}<th scope="col" class="sum">${folded ? fold : 'in step'}</th></tr></thead>
    <tbody>${shown.map((row) => html`<tr><th scope="row" title=${row.image}>${row.image}</th><td class="size">${bytes(row.size)}</td>
      ${columns.map((it) => cell(row, it, states, isAt(cursor, it.region, row.image)))}<td class="sum">${share(row)}</td></tr>`)}</tbody></table></div>`
    : html`<p class="calm">${!data.status.regions.length ? 'No region was compared yet; the first run does.'
      : Object.keys(f).length ? 'Nothing is like that.' : 'Nothing differs.'} ${fold}</p>`}
    <p class="under">${rows.length > most ? html`<button @click=${() => { ui.rows++; draw(); }}>show more</button> ${shown.length} of ${rows.length} images` : nothing}
    ${lost.length ? html`<span class="bad">! does not answer: ${lost.map((it) => it.region).join(', ')}</span>` : nothing}
    <span class="legend">${Object.keys(states).filter((it) => shown.some((row) => row.cells.includes(it)))
      .map((it) => html`<span><i class=${CELLS[it]?.[1] ?? 'none'}>${CELLS[it]?.[0] ?? it}</i> ${states[it]}</span>`)}</span></p>`;
}

// one listener for all cells, and a title only for that under the mouse: many cells have to be quick
const onCells = (does) => (event) => {
  const it = event.target.closest('td button');
  if (it) does(it, event);
};
const onClick = onCells((it) => select(...it.cell));
const onHover = onCells((it) => { it.title = it.ariaLabel; });
const onFocus = onCells((it) => {
  if (isAt(ui.cursor, ...it.cell)) return;
  ui.cursor = it.cell;
  draw();
});
const onKey = onCells((it, event) => {
  const [down, right] = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key] ?? [0, 0];
  if (!down && !right) return;
  event.preventDefault();
  const td = it.parentElement;
  const rows = td.closest('tbody').rows;
  rows[td.parentElement.sectionRowIndex + down]?.cells[td.cellIndex + right]?.querySelector('button')?.focus();
});
function detail() {
  const { region, image, detail: all } = ui.selected;
  if (!all) return nothing;
  const at = data.status.regions.findIndex((it) => it.region === region);
  const row = data.status.images.find((it) => it.image === image);
  const letter = row?.cells[at];
  const found = all.images.find((it) => it.image === image);
  const dead = data.letters.dead_letters.find((it) => it.region === region && it.image === image);
  const line = (name, value) => value || value === 0 ? html`<dt>${name}</dt><dd>${value}</dd>` : nothing;
  return html`<aside id="detail" aria-labelledby="detail-title" @keydown=${(it) => { if (it.key === 'Escape') close(); }}>
    <header><h2 id="detail-title">${image === undefined ? region : `${image} in ${region}`}</h2><button aria-label="close" @click=${close}>✕</button></header>
    <dl>${row ? html`${line('state', html`<span class=${CELLS[letter]?.[1]}>${CELLS[letter]?.[0]}</span> ${data.status.states[letter]}`)}
      ${line('means', CELLS[letter]?.[2])} ${line('said', found?.message)}
      ${line('size', bytes(row.size))} ${line('master’s id', html`<code>${row.master_id}</code>`)}` : nothing}
      ${line('problem', all.problem ?? all.error)}
      ${line('compared', all.last_compared ? html`${clock(all.last_compared)}, ${since(all.last_compared)} ago` : 'never')}
      ${line('last in step', all.last_in_step && html`${clock(all.last_in_step)}, ${since(all.last_in_step)} ago`)}
      ${image === undefined ? html`${Object.entries(all.states ?? {}).map(([state, it]) => line(state, it))}
        ${Object.entries(all.held_back ?? {}).map(([code, it]) => line('held back', `${it} (${code})`))}` : nothing}
      ${all.paused ? line('paused', `${all.paused.reason} (${all.paused.by})`) : nothing}
      ${dead ? html`${line('dead letter', html`${dead.class}, ${since(dead.first_failed)}: ${dead.error}`)} ${line('what to do', dead.remedy)}` : nothing}</dl>
    ${found?.differences.length ? table(['', 'master', region], found.differences.map((it) => html`<tr><th scope="row">${it.key}</th>
      <td><code>${it.master}</code></td><td><code>${it.region}</code></td></tr>`)) : nothing}
    <p class="buttons">${image === undefined ? html`${button('sync region', () => act(`Run of ${region}`, 'POST', '/v2/runs', { regions: [region] }), 'main')}
      ${all.paused ? button('resume', () => act(`Resuming ${region}`, 'PATCH', url('/v2/regions', region), { paused: false }))
        : button('pause', () => pause(region, url('/v2/regions', region)))}`
      : row ? button('sync this', () => act(`Run of ${image} in ${region}`, 'POST', '/v2/runs', { regions: [region], images: [row.master_id] }), 'main') : nothing}
    ${dead ? html`${button('retry', () => retry([dead]))} ${button('discard', () => discard([dead]), 'bad')}` : nothing}</p></aside>`;
}
function transfers() {
  const all = data.transfers.transfers;
  const limit = data.bandwidth.all ? ` of ${bytes(data.bandwidth.all)}/s (limit)` : '';
  const row = (it) => html`<tr><th scope="row" title=${it.image}>${it.image}</th><td>${it.region}</td>
    <td title=${it.request_id ?? nothing}>${it.phase}${it.waits_for ? ` (${it.waits_for}${it.retry_at ? ` at ${clock(it.retry_at)}` : ''})` : ''}</td>
    <td><progress max=${it.size || 1} value=${it.sent} aria-label="sent of ${it.image}"></progress> ${bytes(it.sent)} of ${bytes(it.size)}</td>
    <td>${it.rate ? `${bytes(it.rate)}/s` : '–'}</td><td>${it.eta === null ? '–' : span(it.eta)}</td><td>${it.attempt}</td></tr>`;
  return list('transfers', 'On their way', 'Nothing.', ['image', 'region', 'phase', 'sent', 'rate', 'left', 'try'], all.map(row),
    all.length ? html`<span>${bytes(sum(all.map((it) => it.rate ?? 0)))}/s${limit}</span>` : nothing);
}
function letters({ dead: all }) {
  const more = (it) => html`<tr class="more"><td colspan="6"><p>${it.error}</p><p>${it.action}; failed first ${clock(it.first_failed)},
    last ${clock(it.last_failed)} in run ${it.run}${it.next_try ? html`; tried again ${clock(it.next_try)}` : nothing}</p>
    <ul>${it.attempts.map((one) => html`<li>${clock(one.time)} ${one.answer} <code>${one.request_id}</code></li>`)}</ul></td></tr>`;
  const row = (it) => html`<tr><td class="bad">${it.class}</td><td>${since(it.first_failed)}</td><td>${it.region}</td>
    <th scope="row" title=${it.image}>${it.image}</th><td class="wide">${it.remedy || it.error}</td>
    <td class="acts">${button('retry', () => retry([it]), '', `retry ${it.image} in ${it.region}`)}
    ${button('discard', () => discard([it]), 'bad', `discard ${it.image} in ${it.region}`)}
    <button aria-expanded=${ui.open.has(it.id)} aria-label="show ${it.image} in ${it.region}" @click=${() => toggle(it.id)}>show</button></td></tr>
    ${ui.open.has(it.id) ? more(it) : nothing}`;
  return list('letters', 'Dead letters', 'None.', ['class', 'age', 'region', 'image', 'what to do', ''], all.map(row), all.length > 1
    ? html`<span>${button(`retry ${all.length}`, () => retry(all))} ${button(`discard ${all.length}`, () => discard(all), 'bad')}</span>` : nothing);
}
function report(id) {
  const it = ui.details.get(id);
  if (!it || it.problem) return html`<p>${it?.problem ?? 'reading …'}</p>`;
  const row = (one) => html`<tr><th scope="row" title=${one.image}>${one.image}</th><td>${one.region}</td><td>${one.action}</td>
    <td>${one.outcome}</td><td>${bytes(one.bytes)}</td><td>${span(one.seconds)}</td><td class="wide">${one.error}</td></tr>`;
  const all = it.transfers ?? [];
  return html`<ul>${(it.regions ?? []).map((one) => html`<li>${[one.region ?? one, one.outcome, one.error].filter((text) => text).join(': ')}</li>`)}</ul>
    ${all.length ? table(['image', 'region', 'action', 'outcome', 'bytes', 'took', 'error'], all.slice(0, 100).map(row)) : nothing}
    ${all.length > 100 ? html`<p>and ${all.length - 100} more: <code>glancesync runs show ${id}</code></p>` : nothing}
    <ul>${(it.warnings ?? []).map((one) => html`<li>${one.message}</li>`)}</ul>`;
}
function runs() {
  const kind = { in_sync: 'ok', changed: 'ok', failed: 'bad', running: 'due' };
  const took = (it) => it.started ? span((Date.parse(it.finished ?? new Date()) - Date.parse(it.started)) / 1000) : '–';
  const row = (it) => html`<tr><th scope="row">${it.started ? clock(it.started) : 'waits'}</th><td class=${kind[it.state] ?? ''}>${it.state}</td>
    <td>${it.regions.length}</td><td>${it.changes}</td><td class=${it.failed ? 'bad' : ''}>${it.failed}</td><td>${bytes(it.sent)}</td>
    <td>${took(it)}</td><td class="wide">${it.begun_by}</td>
    <td class="acts"><button aria-expanded=${ui.open.has(it.id)} aria-label="report of ${it.id}"
      @click=${() => toggle(it.id, url('/v2/runs', it.id))}>report</button></td></tr>
    ${ui.open.has(it.id) ? html`<tr class="more"><td colspan="9">${report(it.id)}</td></tr>` : nothing}`;
  return list('runs', 'Runs', 'None yet.', ['begun', 'outcome', 'regions', 'changes', 'failed', 'sent', 'took', 'by', ''], data.runs.runs.map(row));
}
function schedules() {
  const path = (it) => url('/v2/schedules', it.name);
  const row = (it) => html`<tr><th scope="row">${it.name}</th><td title="${it.cron} ${it.time_zone}">${cronWords(it.cron)}</td>
    <td>${it.last ? html`<span class=${it.last.outcome === 'failed' ? 'bad' : 'ok'}>${it.last.outcome}</span> ${clock(it.last.ended)}` : '–'}</td>
    <td>${it.paused ? 'paused' : clock(it.next)}</td><td>${it.skipped || '–'}${it.reason ? `: ${it.reason}` : ''}</td>
    <td class="acts">${button('run', () => act(`Run of ${it.name}`, 'POST', `${path(it)}/run`), '', `run ${it.name}`)}
    ${it.paused ? button('resume', () => act(`Resuming ${it.name}`, 'PATCH', path(it), { paused: false }), '', `resume ${it.name}`)
      : button('pause', () => pause(it.name, path(it)), '', `pause ${it.name}`)}</td></tr>`;
  return list('schedules', 'Schedules', 'None.', ['name', 'when', 'last', 'next', 'missed', ''], data.schedules.schedules.map(row));
}
const signInForm = () => html`<main id="sign-in"><h1>GlanceSync</h1><form @submit=${signIn}>
  <p>Sign in with a token of the master’s Keystone:</p><pre>openstack token issue -f value -c id</pre>
  <label for="token">token</label><input id="token" name="token" type="password" autocomplete="off" spellcheck="false" required>
  <button class="main" ?disabled=${ui.signIn.busy}>sign in</button>
  <p role="alert" class="bad">${ui.signIn.said}</p><p class="fine">This tab keeps it until you sign out or close the tab.</p></form></main>`;
function page() {
  if (ui.signIn) return signInForm();
  if (!data.service) return html`<p class="calm">${live.problem || 'reading …'}</p>`;
  const view = chosen();
  return html`${head()}<main>${figures()}<section aria-label="Matrix" class=${ui.selected ? 'with-detail' : ''}>
      <div>${toolbar(view)}${matrix(view)}</div>${ui.selected ? detail() : nothing}</section>
    <div class="two"><div>${transfers()}${letters(view)}${schedules()}</div><div>${runs()}</div></div></main>`;
}
const draw = () => render(page(), document.querySelector('#page'));

['popstate', 'hashchange'].forEach((it) => addEventListener(it, draw));
setInterval(draw, 5000); // ages go on
draw();
follow();
