// gcview.js - the page of a program's garbage collection.  A cycle is what gctrace.c makes of its line.

const cycles = [];
let chosen = null;
const MOST_ROWS = 500; // of the table

// --- numbers --------------------------------------------------------------------------------------

function ms(v) {
	if (v >= 1000) return `${(v / 1000).toFixed(2)} s`;
	if (v >= 100) return `${v.toFixed(0)} ms`;
	return v >= 0.1 ? `${+v.toPrecision(3)} ms` : `${+(v * 1000).toPrecision(3)} µs`;
}

const mb = v => `${v} MB`;
const stop = c => c.clock[0] + c.clock[2];
const took = c => c.clock[0] + c.clock[1] + c.clock[2];
const most = (list, f) => list.reduce((m, c) => Math.max(m, f(c)), 0);
const plural = (n, word) => `${n} ${word}${n === 1 ? '' : 's'}`;

const summary = c => `cycle ${c.n} at ${c.at} s: stops ${ms(stop(c))}, marking ${ms(c.clock[1])}, `
	+ `live ${mb(c.heap[2])}, goal ${mb(c.goal)}, GC CPU ${c.percent}%`;

// What the cycle took of the processors' time since the one before it began; idle marking is free.
function share(i) {
	const c = cycles[i], since = (c.at - (i ? cycles[i - 1].at : 0)) * 1000;
	const used = c.cpu[0] + c.cpu[1] + c.cpu[2] + c.cpu[4];
	return Math.min(100, 100 * used / (c.procs * Math.max(since, took(c))));
}

// --- cards ----------------------------------------------------------------------------------------

function showCards() {
	const last = cycles.at(-1), stops = cycles.reduce((s, c) => s + stop(c), 0);
	const worst = cycles.reduce((w, c) => stop(c) > stop(w) ? c : w, cycles[0]);
	const forced = cycles.filter(c => c.forced).length;
	const cards = !last ? [] : [
		['Cycles', String(cycles.length), `in ${ms(last.at * 1000 + took(last))}`
			+ (forced ? `; ${forced} asked for by the program or the two-minute rule` : '')],
		['GC CPU', `${last.percent}%`, 'of the processors’ time since the program began went into collecting'],
		['Stopped', ms(stops), 'in all: nothing else ran meanwhile'],
		['Longest stop', ms(Math.max(worst.clock[0], worst.clock[2])), `in cycle ${worst.n}; a request may wait that long`],
		['Live heap', mb(last.heap[2]), 'was reachable at the end of the last cycle'],
		['Goal', mb(last.goal), 'the heap may grow to that before the next cycle must be done (GOGC, GOMEMLIMIT)'],
	];
	$('cards').replaceChildren(...cards.map(([name, value, text]) =>
		el('section', {}, el('h2', {class: 'soft'}, name), el('b', {}, value), el('p', {class: 'hint'}, text))));
}

// --- charts ---------------------------------------------------------------------------------------

// A scale from values to pixels with steps that are 1, 2 or 5 times a power of ten.
function scale(max, from, to) {
	max = max || 1;
	const rough = max / 4, power = 10 ** Math.floor(Math.log10(rough));
	const step = power * [1, 2, 5, 10].find(f => power * f >= rough);
	const steps = [];
	for (let v = 0; v <= max * 1.0001; v += step) steps.push(+v.toPrecision(12));
	const at = v => from + (to - from) * v / max;
	return Object.assign(at, {steps, back: p => (p - from) / (to - from) * max});
}

const LEFT = 52, RIGHT = 8, TOP = 8, BOTTOM = 20;

class Chart {
	constructor({title, height, max, unit, marks, meaning}) {
		Object.assign(this, {height, max, unit, marks});
		this.svg = el('svg', {
			tabindex: 0, role: 'slider', 'aria-label': title, 'aria-valuemin': 0, height,
			onclick: e => this.click(e), onkeydown: e => this.key(e),
		});
		const keys = meaning.map(([color, name, text]) => el('p', {},
			...color ? [el('span', {class: 'key', style: `background:var(--${color})`})] : [],
			...name ? [el('b', {}, name), ' '] : [], text));
		$('charts').append(el('figure', {}, el('h2', {}, title), this.svg, el('figcaption', {}, ...keys)));
	}
	click(e) {
		const at = this.x.back(e.clientX - this.svg.getBoundingClientRect().left);
		choose(cycles.reduce((best, c) => Math.abs(c.at - at) < Math.abs(best.at - at) ? c : best, cycles[0]));
	}
	key(e) {
		const at = cycles.indexOf(chosen), last = cycles.length - 1;
		const to = {ArrowLeft: at < 0 ? last : at - 1, ArrowRight: at + 1, Home: 0, End: last}[e.key];
		if (to === undefined) return;
		if (cycles[to]) choose(cycles[to]);
		e.preventDefault();
	}
	draw() {
		const width = this.svg.clientWidth || 800, {height, svg} = this, end = cycles.at(-1);
		this.x = scale(end ? end.at + took(end) / 1000 : 1, LEFT, width - RIGHT);
		this.y = scale(this.max(), height - BOTTOM, TOP);
		svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
		const parts = this.y.steps.flatMap(v => [
			el('line', {class: 'grid', x1: LEFT, x2: width - RIGHT, y1: this.y(v), y2: this.y(v)}),
			el('text', {x: LEFT - 6, y: this.y(v) + 4, 'text-anchor': 'end'}, this.unit(v))]);
		parts.push(...this.x.steps.map(v => el('text', {x: this.x(v), y: height - 5, 'text-anchor': 'middle'}, `${v} s`)));
		parts.push(...this.marks(this.x, this.y, height - BOTTOM));
		if (chosen) {
			const x = this.x(chosen.at);
			parts.push(el('line', {class: 'cursor', x1: x, x2: x, y1: TOP, y2: height - BOTTOM}));
		}
		svg.replaceChildren(...parts);
		svg.setAttribute('aria-valuemax', cycles.length);
		svg.setAttribute('aria-valuenow', cycles.indexOf(chosen) + 1);
		svg.setAttribute('aria-valuetext', chosen ? summary(chosen) : 'none chosen');
	}
}

const curve = (color, points) => el('path', {
	class: 'curve', style: `stroke:var(--${color})`,
	d: points.map(([x, y], i) => `${i ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join(''),
});
const bar = (color, x, width, y, height) => el('rect', {
	x: x.toFixed(2), y: y.toFixed(2), style: `fill:var(--${color})`,
	width: Math.max(width, 1).toFixed(2), height: Math.max(height, 0).toFixed(2),
});

const charts = [
	new Chart({
		title: 'Heap against goal and live', height: 230, unit: v => mb(v),
		max: () => most(cycles, c => Math.max(c.goal, ...c.heap)),
		marks: (x, y) => {
			// Times are rounded: a cycle that seems to end behind the next one's beginning ends there.
			const ends = cycles.map((c, i) => x(Math.min(c.at + took(c) / 1000, cycles[i + 1]?.at ?? Infinity)));
			const saw = cycles.flatMap((c, i) => [[x(c.at), y(c.heap[0])], [ends[i], y(c.heap[1])], [ends[i], y(c.heap[2])]]);
			return [
				curve('c4', cycles.map(c => [x(c.at), y(c.goal)])),
				curve('c2', saw),
				curve('c1', cycles.map((c, i) => [ends[i], y(c.heap[2])])),
			];
		},
		meaning: [
			['c4', 'Goal', 'what the pacer aims at: the cycle should be done before the heap is that big.'],
			['c2', 'Heap', 'grows from live, past the start of the cycle to its end, then falls to live.'],
			['c1', 'Live', 'what marking found reachable. If it climbs without end, the program keeps too much.'],
		],
	}),
	new Chart({
		title: 'Cycles and their parts', height: 96, unit: () => '', max: () => 1,
		marks: (x, y, bottom) => cycles.flatMap(c => {
			const [a, b] = [c.at + c.clock[0] / 1000, c.at + (c.clock[0] + c.clock[1]) / 1000], end = c.at + took(c) / 1000;
			return [
				bar('c1', x(a), x(b) - x(a), TOP + 18, bottom - TOP - 18),
				bar('c2', x(c.at), x(a) - x(c.at), TOP, bottom - TOP),
				bar('c2', x(b), x(end) - x(b), TOP, bottom - TOP),
				...c.forced ? [el('circle', {cx: x(c.at), cy: TOP + 8, r: 3.5, style: 'fill:var(--c3)'})] : [],
			];
		}),
		meaning: [
			['c1', 'Mark', 'the program runs, a quarter of the processors collects.'],
			['c2', 'Stops', 'before and behind marking; at least a pixel wide here.'],
			['c3', 'Forced', 'by runtime.GC or after two minutes without a cycle.'],
		],
	}),
	new Chart({
		title: 'Stops', height: 170, unit: v => v ? ms(v) : '0', max: () => most(cycles, stop),
		marks: (x, y, bottom) => cycles.flatMap(c => [
			bar('c2', x(c.at) - 1, 3, y(c.clock[0]), bottom - y(c.clock[0])),
			bar('c3', x(c.at) - 1, 3, y(stop(c)), y(c.clock[0]) - y(stop(c)))]),
		meaning: [
			['c2', 'Sweep termination', 'stops the world to begin: spans of the last cycle must be swept.'],
			['c3', 'Mark termination', 'stops it again when nothing is left to mark.'],
			['', '', 'Long stops on a busy machine are often waits for threads that do not get a processor.'],
		],
	}),
	new Chart({
		title: 'GC CPU share', height: 170, unit: v => `${+v.toPrecision(3)}%`,
		max: () => Math.max(5, most(cycles, c => c.percent), ...cycles.map((c, i) => share(i))),
		marks: (x, y, bottom) => [
			...cycles.map((c, i) => bar('c1', x(c.at) - 1, 3, y(share(i)), bottom - y(share(i)))),
			curve('c2', cycles.map(c => [x(c.at), y(c.percent)])),
		],
		meaning: [
			['c1', 'Each cycle', 'its share of the processors’ time since the one before.'],
			['c2', 'Since the start', 'as the trace prints it. Marking alone aims at 25% while it runs; '
				+ 'much more means that allocating goroutines had to assist.'],
		],
	}),
];

// --- the chosen cycle -----------------------------------------------------------------------------

function explain(c) {
	const [a, b, e] = c.clock, rows = [
		['Began', `${c.at} s`, 'after the program started'],
		['Sweep termination', ms(a),
			'the world is stopped: what the last cycle left unswept is swept, the write barrier goes on'],
		['Mark', ms(b), 'everything reachable is found while the program runs'],
		['Mark termination', ms(e), 'the world is stopped: caches are flushed, the barrier goes off, sweeping begins'],
		['CPU: stops', `${ms(c.cpu[0])}, ${ms(c.cpu[4])}`, 'the two stops times the processors that stood still'],
		['CPU: assists', ms(c.cpu[1]), 'marking by goroutines that allocated faster than the collector marked'],
		['CPU: workers', ms(c.cpu[2]), 'marking on the quarter of the processors set aside for it'],
		['CPU: idle', ms(c.cpu[3]), 'marking on processors that had nothing else to do'],
		['Heap', c.heap.map(mb).join(' → '), 'when it began, when marking was done, and what of that was live'],
		['Goal', mb(c.goal), c.heap[1] > c.goal ? 'missed: the heap was larger when marking was done' : 'kept'],
		['Stacks, globals', `${mb(c.stacks)}, ${mb(c.globals)}`, 'that were scanned, too'],
		['Processors', String(c.procs), 'GOMAXPROCS'],
		['Why', c.forced ? 'forced' : 'paced', c.forced
			? 'runtime.GC, debug.FreeOSMemory, or two minutes without a cycle' : 'the heap came near the goal'],
		...c.kind ? [['Kind', c.kind, c.kind === 'minor'
			? 'only what was made since the cycle before was marked' : 'everything was marked']] : [],
	];
	return [el('p', {}, el('code', {}, c.line)), el('dl', {}, ...rows.map(([name, value, text]) =>
		el('div', {}, el('dt', {}, name), el('dd', {class: 'number'}, value), el('dd', {class: 'soft'}, text))))];
}

function choose(c) {
	chosen = c ?? null;
	$('cycle-title').textContent = chosen ? `Cycle ${chosen.n}` : 'The cycle';
	$('cycle').replaceChildren(...chosen ? explain(chosen) : []);
	for (const chart of charts) chart.draw();
	table.choose(chosen);
}

// --- table ----------------------------------------------------------------------------------------

const column = (title, help, value, text) => ({title, help, value, text, number: true});
const table = new Table($('table'), [
	column('Cycle', 'its number', c => c.n, c => String(c.n)),
	column('At', 'since the program started', c => c.at, c => `${c.at} s`),
	column('Stops', 'both', stop, c => ms(stop(c))),
	column('Mark', 'beside the program', c => c.clock[1], c => ms(c.clock[1])),
	column('Assists', 'CPU time of goroutines that allocated', c => c.cpu[1], c => ms(c.cpu[1])),
	column('Heap', 'at the start', c => c.heap[0], c => mb(c.heap[0])),
	column('Live', 'at the end', c => c.heap[2], c => mb(c.heap[2])),
	column('Goal', 'for the heap', c => c.goal, c => mb(c.goal)),
	column('GC CPU', 'since the start', c => c.percent, c => `${c.percent}%`),
	{title: 'Why', help: 'paced or forced', value: c => c.forced ? 1 : 0,
		text: c => (c.forced ? 'forced' : 'paced') + (c.kind && `, ${c.kind}`)},
], 0, choose);

function showTable() {
	const kind = $('kind').value, least = +$('least').value || 0;
	const fits = cycles.filter(c => stop(c) >= least && (kind === 'all' || c.forced === (kind === 'forced')));
	table.show(fits.slice(-MOST_ROWS), chosen);
	$('shown').textContent = `${fits.length} of ${plural(cycles.length, 'cycle')}`
		+ (fits.length > MOST_ROWS ? `, the last ${MOST_ROWS} listed` : '');
}

// --- the whole ------------------------------------------------------------------------------------

let due = false;
function show() { // once a frame, however many cycles arrive
	if (due) return;
	due = true;
	requestAnimationFrame(() => {
		due = false;
		showCards();
		for (const chart of charts) chart.draw();
		showTable();
	});
}

function follow() {
	const source = new EventSource('events');
	$('status').textContent = 'The program is running.';
	source.addEventListener('cycle', e => { cycles.push(JSON.parse(e.data)); show(); });
	const end = text => { source.close(); $('status').textContent = text; };
	source.addEventListener('end', e => end(`The program has ended (${JSON.parse(e.data)}).`));
	source.onerror = () => end('The program has ended.');
}

function reset() {
	$('kind').value = 'all';
	$('least').value = 0;
	choose(null);
	showTable();
}

$('title').textContent = data.title;
for (const id of ['kind', 'least']) $(id).addEventListener('input', showTable);
$('reset').addEventListener('click', reset);
document.addEventListener('keydown', e => { if (e.key === 'Escape') reset(); });
addEventListener('resize', show);
cycles.push(...data.cycles);
if (data.live) follow();
showCards();
choose(null);
showTable();
