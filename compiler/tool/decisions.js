// decisions.js - the page of a package's decisions.  The data are described in decisions_data.c.
//
// A view is what is looked at: the build, the older one (base), or what changed between them, which is
// the new source with those marks alone that differ.

const plural = (n, word) => `${n} ${word}${n === 1 ? '' : 's'}`;

// --- words ---------------------------------------------------------------------------------------------

// What stands on a mark, by kind and verdict: a sign that needs no colour, a word, and what it means.
const words = {
	'alloc heap': ['■', 'heap', 'Allocated on the heap each time this runs.'],
	'alloc may': ['◧', 'may', 'On the heap if it is too large for its place in the frame, or if what is there already has no room.'],
	'alloc stack': ['□', 'stack', 'In the frame of its function: it costs nothing to free. Of variables those are marked whose address is taken.'],
	'call inlined': ['↧', 'inlined', 'The callee’s code stands here, or an instruction instead of it.'],
	'call devirtualised': ['⇒', 'devirtualised', 'A call through an interface whose value can only be of one type: a direct call.'],
	'call direct': ['→', 'call', 'A call of a function that is known, neither inlined nor devirtualised.'],
	'call interface': ['⇢', 'interface call', 'Which method is called is found out when it runs.'],
	'call value': ['⇢', 'call of a value', 'Which function is called is found out when it runs.'],
	'param leaks': ['⚑', '', 'What is passed may end on the heap, so callers must have it there.'],
	'param content': ['⚑', '', 'What the argument points to may, not the argument.'],
	'param result': ['⚐', '', 'It goes to a result: it escapes if that does.'],
	'param stays': ['○', '', 'Callers may pass the address of what lies in their frame.'],
	'check kept': ['✓', 'check', 'A bounds check is in the machine code.'],
	'check unknown': ['?', 'check', 'Vole makes a bounds check. LLVM has made one of several, and whether it is this one is not known.'],
	'check removed': ['·', 'check removed', 'LLVM could prove it needless, or has removed the code that it is in.'],
	'check left out': ['·', 'no check', 'Vole proves that the index is in range. (A constant index goes without a mark.)'],
	'barrier kept': ['!', 'barrier', 'A pointer may be stored into the heap: while the collector marks, it is told.'],
	'barrier unknown': ['?', 'barrier', 'Vole makes a write barrier. LLVM has made one of several, and whether it is this one is not known.'],
	'barrier removed': ['·', 'barrier removed', 'LLVM has removed the store, or the code that it is in.'],
	'barrier left out': ['·', 'no barrier', 'A pointer is stored, by way of another, into what is known to lie in the frame.'],
};
const kindOf = m => `${m.kind} ${m.verdict}`;
const wordOf = m => words[kindOf(m)][1];

// The filters above the source: name, marks, on at first.
const filters = [
	['heap', m => m.kind === 'alloc' && m.verdict !== 'stack', true],
	['stack', m => kindOf(m) === 'alloc stack', true],
	['calls', m => m.kind === 'call', true],
	['parameters', m => m.kind === 'param', false],
	['bounds checks', m => m.kind === 'check', true],
	['write barriers', m => m.kind === 'barrier', true],
];
const isAbsent = m => m.verdict === 'left out' || m.verdict === 'removed';
const isMade = kind => m => m.kind === kind && !isAbsent(m);
const isInner = m => Boolean(m.inside) && m.kind !== 'alloc'; // belongs to an inlined call

function sizeText(m) {
	return m.size ? format(m.size, 'bytes') : m.kind === 'alloc' && m.verdict !== 'stack' ? 'size known when it runs' : '';
}

function place([file, line]) {
	return `${typeof file === 'number' ? source.files[file].name : file}:${line}`;
}

// --- lines of two builds -------------------------------------------------------------------------------

// For each line of a, counted from 0, the line of b it has become, or -1: what both begin and end with,
// then, of the rest, a longest common subsequence, or the lines that are there once if it is too much.
function align(a, b) {
	const to = new Array(a.length).fill(-1);
	let start = 0, endA = a.length, endB = b.length;
	while (start < endA && start < endB && a[start] === b[start]) to[start] = start++;
	while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) to[--endA] = --endB;
	const n = endA - start, m = endB - start;
	if (n * m > 4e6) return alignUnique(a, b, to, start, endA, endB);
	const best = new Uint32Array((n + 1) * (m + 1)), at = (i, k) => i * (m + 1) + k;
	for (let i = n - 1; i >= 0; i--)
		for (let k = m - 1; k >= 0; k--)
			best[at(i, k)] = a[start + i] === b[start + k] ? best[at(i + 1, k + 1)] + 1
				: Math.max(best[at(i + 1, k)], best[at(i, k + 1)]);
	for (let i = 0, k = 0; i < n && k < m;)
		if (a[start + i] === b[start + k]) to[start + i++] = start + k++;
		else if (best[at(i + 1, k)] >= best[at(i, k + 1)]) i++;
		else k++;
	return to;
}

function alignUnique(a, b, to, start, endA, endB) {
	const count = new Map(), where = new Map();
	for (let i = start; i < endA; i++) count.set(a[i], (count.get(a[i]) ?? 0) + 1);
	for (let k = start; k < endB; k++) where.set(b[k], where.has(b[k]) ? -1 : k);
	let last = -1;
	for (let i = start; i < endA; i++) {
		const k = where.get(a[i]) ?? -1;
		if (count.get(a[i]) === 1 && k > last) to[i] = last = k;
	}
	return to;
}

// --- what changed --------------------------------------------------------------------------------------

// Marks of both builds are the same if they say it of the same text in the same function and line, the
// first of them of the first, and so on; lines that were edited are one line of their function for this.
function signature(build, m, line) {
	const inside = (m.inside ?? []).map(([file, , , name]) => `${file} ${name}`).join('>');
	return [build.files[m.at[0]].name, line, build.functions[m.in][0], m.kind, m.text, inside].join('\n');
}

function changes(now, old) {
	const lines = old.files.map(f => {
		const n = now.files.find(g => g.name === f.name);
		return n ? align(f.lines, n.lines) : null;
	});
	const kept = now.files.map(f => new Set((lines[old.files.findIndex(g => g.name === f.name)] ?? []).map(line => line + 1)));
	const before = new Map();
	for (const m of old.marks) {
		const line = lines[m.at[0]]?.[m.at[1] - 1] ?? -1;
		const key = signature(old, m, line < 0 ? 'edited' : line + 1);
		if (!before.has(key)) before.set(key, []);
		before.get(key).push(m);
	}
	const found = [];
	for (const m of now.marks) {
		const was = before.get(signature(now, m, kept[m.at[0]].has(m.at[1]) ? m.at[1] : 'edited'))?.shift();
		if (!was) found.push({...m, change: 'new'});
		else if (was.verdict !== m.verdict || was.size !== m.size) found.push({...m, change: 'changed', was});
	}
	for (const m of [...before.values()].flat()) found.push(goneMark(m, now, old, lines));
	return {marks: found, files: [...now.files, ...old.files.filter((f, i) => !lines[i])]};
}

// A variable whose line is there still, but which has lost its mark.
const isUnplaced = m => m.change === 'gone' && m.variable && !m.lost;

// It is shown at what has become of its line, or behind what has become of the lines before.
function goneMark(m, now, old, lines) {
	const [file, line, column] = m.at, map = lines[file];
	const files = now.files.length;
	if (!map) return {...m, change: 'gone', at: [files + lines.slice(0, file).filter(l => !l).length, line, column]};
	let at = line - 1;
	while (at > 0 && map[at] < 0) at--;
	return {...m, change: 'gone', at: [now.files.findIndex(f => f.name === old.files[file].name), Math.max(map[at], 0) + 1, column],
		lost: map[line - 1] < 0 ? line : null};
}

// --- what was measured -----------------------------------------------------------------------------------

const {measured = null} = data;
let lineValues = new Map(); // "file line" -> {own: [bytes, objects], all: [bytes, objects]}
const valuesOf = (at, line) => view === 'base' ? undefined : lineValues.get(`${at} ${line}`);

function valueTexts([bytes, objects]) {
	return `${format(bytes, 'bytes')} in ${plural(objects, 'object')}`;
}

function showMeasured() {
	$('measured').hidden = !measured;
	if (!measured) return;
	const at = ['space', 'objects'].map(what => measured.types.findIndex(([type]) => type === `${$('type').value}_${what}`));
	const pick = values => at.map(i => i < 0 ? 0 : values[i]);
	lineValues = new Map(measured.lines.map(([f, line, own, all]) => [`${f} ${line}`, {own: pick(own), all: pick(all)}]));
	const here = [...lineValues.values()].reduce((sum, {own}) => sum.map((n, i) => n + own[i]), [0, 0]), total = pick(measured.total);
	lineValues.total = total[0];
	$('profile').textContent = `by ${measured.title}: ${valueTexts(total)}, of it ${valueTexts(here)} (${percent(here[0], total[0])}) by lines of this package`
		+ (measured.period > 1 ? `; estimated, of a sample every ${format(measured.period, 'bytes')}.` : '.');
}

function measuredText(at, line) {
	const v = valuesOf(at, line), share = ([bytes]) => percent(bytes, lineValues.total);
	if (!v || !(v.all[0] || v.all[1])) return '';
	const own = v.own[0] || v.own[1] ? `${valueTexts(v.own)} (${share(v.own)})` : '';
	if (v.own[0] === v.all[0] && v.own[1] === v.all[1]) return own;
	return `${own ? own + ', ' : ''}${valueTexts(v.all)} (${share(v.all)}) with calls`;
}

// What lines of functions have allocated themselves: a line is that of the function that begins last.
function measuredByFunction() {
	const sums = new Map();
	for (const [key, {own}] of lineValues) {
		const [at, line] = key.split(' ').map(Number);
		const around = build.functions.filter(f => f[1] === at && f[2] <= line && line <= f[3]);
		const name = around.sort((a, b) => b[2] - a[2] || a[3] - b[3])[0]?.[0];
		const sum = sums.get(name) ?? [0, 0];
		sums.set(name, sum.map((n, i) => n + own[i]));
	}
	return sums;
}

// --- views ---------------------------------------------------------------------------------------------

const {build, base = null} = data;
let view = 'build', source, file = 0, chosen = null, step = -1;

function viewOf(name) {
	if (name === 'build') return build;
	if (name === 'base') return base;
	const c = changes(build, base);
	return {...build, files: c.files, marks: c.marks, flags: build.flags};
}

const flagText = f => [`-escape=${f.escape}`, `-O${f.optimise}`, f.inline ? '' : '-l'].filter(Boolean).join(' ');

function showHead() {
	$('title').textContent = `${build.package}${build.name === 'main' ? ' (a command)' : ''}`;
	$('flags').textContent = view === 'changes'
		? `From the older build (${flagText(base.flags)}) to this one (${flagText(build.flags)})` : flagText(source.flags);
	$('up').href = data.index;
	$('switch').hidden = !base;
	$('status').textContent = view === 'changes' ? changeText() : totalText();
}

const count = (marks, test) => marks.filter(test).length;
const allocs = verdict => m => m.kind === 'alloc' && m.verdict === verdict;

function totalText() {
	const {marks} = source, heap = marks.filter(allocs('heap'));
	const bytes = heap.reduce((sum, m) => sum + (m.size ?? 0), 0);
	return `${plural(heap.length, 'allocation')} on the heap${bytes ? ` (${format(bytes, 'bytes')} where the size is known)` : ''}, `
		+ `${count(marks, allocs('may'))} more that may be, ${count(marks, allocs('stack'))} in frames; `
		+ `${plural(count(marks, m => kindOf(m) === 'call inlined'), 'call')} inlined, ${count(marks, m => m.kind === 'call') - count(marks, m => kindOf(m) === 'call inlined')} not; `
		+ `${plural(count(marks, isMade('check')), 'bounds check')}, ${plural(count(marks, isMade('barrier')), 'write barrier')}.`;
}

function changeText() {
	const {marks} = source, on = (m, verdict) => m?.kind === 'alloc' && m.verdict === verdict;
	const left = m => on(m, 'heap') && isUnplaced(m);
	const parts = [
		[count(marks, m => m.was && !on(m, 'heap') && on(m.was, 'heap')) + count(marks, left), 'left the heap'],
		[count(marks, m => m.was && on(m, 'heap') && !on(m.was, 'heap')), 'came to the heap'],
		[count(marks, m => m.change === 'new' && on(m, 'heap')), 'new on the heap'],
		[count(marks, m => m.change === 'gone' && on(m, 'heap') && !left(m)), 'gone from the heap'],
		[count(marks, m => m.kind === 'call' && m.was), 'called in another way'],
	].filter(([n]) => n).map(([n, what]) => `${n} ${what}`);
	return marks.length ? `${plural(marks.length, 'mark')} of the two builds ${marks.length === 1 ? 'differs' : 'differ'}${parts.length ? ': ' + parts.join(', ') : ''}.`
		: 'The two builds do not differ.';
}

// --- functions -----------------------------------------------------------------------------------------

const columns = [
	['Heap', 'allocations on the heap', allocs('heap')],
	['Bytes', 'of these, where the size is known', null],
	['May', 'allocations that may be on the heap, by size', allocs('may')],
	['Stack', 'allocations in the frame', allocs('stack')],
	['Inlined', 'calls inlined', m => kindOf(m) === 'call inlined'],
	['Devirt.', 'calls devirtualised', m => kindOf(m) === 'call devirtualised'],
	['Calls', 'that are neither', m => ['call direct', 'call interface', 'call value'].includes(kindOf(m))],
	['Checks', 'bounds checks that are made', isMade('check')],
	['Barriers', 'write barriers that are made', isMade('barrier')],
];

// Sums of a build by function: name -> {name, file, line, sums}.
function sumsOf(from) {
	const sums = new Map();
	const row = i => {
		const [name, at, line] = from.functions[i];
		if (!sums.has(name)) sums.set(name, {name, file: at, line, sums: columns.map(() => 0)});
		return sums.get(name);
	};
	from.functions.forEach((f, i) => row(i));
	for (const m of from.marks)
		columns.forEach(([, , test], i) => {
			if (test ? test(m) : allocs('heap')(m)) row(m.in).sums[i] += test ? 1 : m.size ?? 0;
		});
	return sums;
}

const sumColumn = ([title, help, test], i) => ({
	title, help, number: true, value: f => f.sums[i],
	text: f => {
		const text = n => test ? String(n) : format(n, 'bytes');
		return f.was === undefined || f.was[i] === f.sums[i] ? text(f.sums[i]) : `${text(f.was[i])} → ${text(f.sums[i])}`;
	},
});
const measuredColumns = data.measured ? [
	{title: 'Measured', help: 'bytes that its lines have allocated themselves', number: true, value: f => f.measured[0], text: f => format(f.measured[0], 'bytes')},
	{title: 'Objects', help: 'of these', number: true, value: f => f.measured[1], text: f => String(f.measured[1])},
] : [];
const functionTable = new Table($('functions'), [
	{title: 'Function', help: 'name', value: f => f.name, text: f => f.name}, ...measuredColumns, ...columns.map(sumColumn),
], 1, f => goTo(f.file, f.line));

function showFunctions() {
	const now = sumsOf(view === 'base' ? base : build), zero = columns.map(() => 0);
	const values = view === 'base' ? new Map() : measuredByFunction();
	for (const f of now.values()) f.measured = values.get(f.name) ?? [0, 0];
	if (view !== 'changes') return functionTable.show([...now.values()]);
	const old = sumsOf(base), rows = [];
	for (const name of new Set([...now.keys(), ...old.keys()])) {
		const row = {file: -1, line: 0, sums: zero, measured: [0, 0], name, ...now.get(name), was: old.get(name)?.sums ?? zero};
		if (row.sums.some((n, i) => n !== row.was[i])) rows.push(row);
	}
	functionTable.show(rows);
}

// --- the source ----------------------------------------------------------------------------------------

function shownMarks() {
	const text = $('find').value, re = text ? pattern(text) : null;
	return source.marks.filter(m => m.at[0] === file && filters.some(([, test], i) => test(m) && $(`filter-${i}`).checked)
		&& (!isInner(m) || $('filter-inner').checked) && (!isAbsent(m) || $('filter-left').checked)
		&& (!re || re.test(`${wordOf(m)} ${m.text}`)));
}

// Equal ones, such as those of the instances of a generic function, are one chip.
function grouped(marks) {
	const groups = new Map();
	for (const m of marks) {
		const key = JSON.stringify([m.at[2], m.kind, m.verdict, m.text, m.inside, m.change, m.was?.verdict]);
		if (groups.has(key)) groups.get(key).times++;
		else groups.set(key, {mark: m, times: 1});
	}
	return [...groups.values()];
}

function chipText(m, times) {
	const [sign, word] = words[kindOf(m)], inner = m.inside?.at(-1)[3];
	const was = m.was && m.was.verdict !== m.verdict ? `(was ${words[kindOf(m.was)][0]} ${wordOf(m.was) || m.was.text})`
		: m.was ? `(was ${sizeText(m.was) || 'of no known size'})` : '';
	return [m.change === 'new' ? 'new:' : m.change === 'gone' ? m.lost ? `gone with line ${m.lost}:` : 'gone:' : '',
		sign, word, m.size ? format(m.size, 'bytes') : '', m.text, inner ? `in ${inner}` : '', times > 1 ? `×${times}` : '',
		was].filter(Boolean).join(' ');
}

function chip({mark: m, times}) {
	return el('button', {type: 'button', tabindex: -1, title: m.why ?? words[kindOf(m)][2], 'aria-pressed': m === chosen,
		class: `mark ${m.kind} ${m.verdict.replace(' ', '-')} ${m.change ?? ''}`, onclick: e => choose(m, e.currentTarget)}, chipText(m, times));
}

// Where in the text the column is, which counts bytes of UTF-8.
function columnAt(text, column) {
	let at = 0;
	for (let bytes = 1; at < text.length && bytes < column; at++) {
		const c = text.codePointAt(at);
		bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
		if (c > 0xffff) at++;
	}
	return at;
}

// The text with what stands at these columns marked.
function codeWith(text, columnsMarked) {
	const parts = [];
	let done = 0;
	for (const column of [...columnsMarked].sort((a, b) => a - b)) {
		const from = columnAt(text, column);
		if (from < done || from >= text.length) continue;
		const [word] = /^[&*]*[\p{L}\p{N}_.]*/u.exec(text.slice(from)), to = from + (word.length || 1);
		parts.push(text.slice(done, from), el('mark', {}, text.slice(from, to)));
		done = to;
	}
	return [...parts, text.slice(done)];
}

let rows = []; // by line, from 0

function showSource() {
	const here = source.files[file], marks = new Map();
	for (const m of here ? shownMarks() : [])
		marks.set(m.at[1], [...marks.get(m.at[1]) ?? [], m]);
	rows = (here?.lines ?? []).map((text, i) => {
		const chips = grouped(marks.get(i + 1) ?? []).map(chip), values = measuredText(file, i + 1);
		if (values) chips.unshift(el('span', {class: 'values'}, values));
		return el('div', {class: 'line'}, el('span', {class: 'no'}, String(i + 1)), el('span', {class: 'on'}),
			el('code', {}, text), chips.length ? el('div', {class: 'marks'}, ...chips) : '');
	});
	$('source').replaceChildren(...rows);
	const first = $('source').querySelector('.mark[aria-pressed=true]') ?? $('source').querySelector('.mark');
	if (first) first.tabIndex = 0;
	showPath();
}

// --- a mark's path -------------------------------------------------------------------------------------

const stepsOf = m => (m?.flow ?? []).filter(s => s.text !== undefined);

// 1 2 3 5 as "1–3 5".
function ranges(steps) {
	const parts = [];
	for (const n of steps)
		if (parts.at(-1)?.[1] === n - 1) parts.at(-1)[1] = n;
		else parts.push([n, n]);
	return parts.map(([a, b]) => a === b ? a : `${a}–${b}`).join(' ');
}

function showPath() {
	const numbers = new Map(), marked = new Map();
	const note = ([at, line, column], n) => {
		if (at !== file) return;
		if (n) numbers.set(line, [...numbers.get(line) ?? [], n]);
		marked.set(line, (marked.get(line) ?? new Set()).add(column));
	};
	if (chosen && !chosen.lost) note(chosen.at);
	stepsOf(chosen).forEach((s, i) => note(s.at, i + 1));
	rows.forEach((row, i) => {
		const steps = numbers.get(i + 1) ?? [], on = steps.length > 0 || (chosen?.at[0] === file && chosen.at[1] === i + 1);
		if (!on && !row.classList.contains('path')) return;
		row.classList.toggle('path', on);
		row.children[1].textContent = ranges(steps);
		row.children[1].setAttribute('aria-label', steps.length ? `step ${steps.join(', ')}` : '');
		row.querySelector('code').replaceChildren(...codeWith(source.files[file].lines[i], marked.get(i + 1) ?? []));
	});
}

// "{heap} <- &x" in words.
function flowText(flow) {
	const [to, from] = flow.split(' ← ');
	const name = text => text === '{heap}' ? 'the heap' : /^~r\d+$/.test(text) ? `the result (${text})` : text === '{temp}' ? 'a temporary' : text.replace(/^\{storage for (.*)\}$/s, '$1');
	const [, stars, what] = /^(&|\**)(.*)$/s.exec(from);
	const value = stars === '&' ? `the address of ${name(what)}` : stars ? `what ${name(what)} points to${stars.length > 1 ? ` (${stars.length} times)` : ''}` : name(what);
	return `${value} goes to ${name(to)}`;
}

function insideText(inside) {
	return inside ? ` (inlined: ${inside.map(i => `${i[3]}, ${place(i)}`).join(', ')})` : '';
}

function flowList(m) {
	const list = el('ol', {class: 'steps'});
	let n = 0;
	for (const s of m.flow) {
		if (s.flow !== undefined) {
			list.append(el('li', {class: 'flow', title: s.flow}, flowText(s.flow)));
			continue;
		}
		const i = n++;
		list.append(el('li', {}, el('button', {type: 'button', class: 'step', onclick: () => goStep(i)},
			el('b', {}, String(i + 1)), ` ${place(s.at)} `, el('code', {}, s.text), insideText(s.inside))));
	}
	return list;
}

// The same text elsewhere: in the function itself, and wherever that was inlined.
function copiesOf(m) {
	const own = o => (o.inside?.at(-1) ?? o.at).slice(0, 3).join();
	return source.marks.filter(o => o !== m && o.kind === m.kind && o.text === m.text && own(o) === own(m));
}

function copyList(m) {
	const copies = copiesOf(m);
	if (!copies.length || m.change) return [];
	return [el('p', {class: 'copies'}, 'The same elsewhere, for a verdict belongs to a place in the program:'),
		el('ul', {class: 'steps'}, ...copies.map(o => el('li', {}, el('button', {type: 'button', class: 'step', onclick: () => show(o)},
			`${words[kindOf(o)][0]} ${wordOf(o)} in ${source.functions[o.in][0]}, ${place(o.at)}`))))];
}

function describe(m) {
	const about = [place(m.at), `in ${source.functions[m.in]?.[0] ?? ''}`, sizeText(m)].filter(Boolean);
	const parts = [el('p', {}, el('b', {}, chipText(m, 1))), el('p', {class: 'soft'}, about.join(', ') + insideText(m.inside)),
		el('p', {}, words[kindOf(m)][2])];
	const values = measuredText(...m.at);
	if (values && m.kind === 'alloc') parts.push(el('p', {}, `Measured on this line: ${values}.`));
	if (m.why) parts.push(el('p', {}, `Why: ${m.why}.`));
	if (isUnplaced(m)) parts.push(el('p', {}, 'In this build nothing takes its address: it has no mark.'));
	else if (m.change === 'gone') parts.push(el('p', {class: 'soft'}, 'It is in the older build alone.'));
	if (m.flow && m.change !== 'gone') parts.push(flowList(m));
	parts.push(...copyList(m));
	if (m.was) parts.push(el('p', {class: 'soft'}, `In the older build: ${chipText(m.was, 1)}.${m.was.why ? ` Why: ${m.was.why}.` : ''}`));
	return parts;
}

function showWhy() {
	$('why').replaceChildren(...chosen ? describe(chosen) : [el('p', {class: 'hint'}, 'Choose a mark.')]);
	$('panel').classList.toggle('open', Boolean(chosen));
}

// Or no longer; button is its chip, if that is shown.  The address then leads to its line.
function choose(m, button) {
	chosen = m === chosen ? null : m;
	step = -1;
	for (const b of $('source').querySelectorAll('.mark[aria-pressed=true]')) b.setAttribute('aria-pressed', false);
	button?.setAttribute('aria-pressed', Boolean(chosen));
	history.replaceState(null, '', chosen ? `#${encodeURIComponent(source.files[m.at[0]].name)}:${m.at[1]}` : location.pathname);
	showWhy();
	showPath();
}

// --- going about -----------------------------------------------------------------------------------------

function scrollTo(line) {
	rows[line - 1]?.scrollIntoView({block: 'center'});
}

function goTo(at, line) {
	if (at < 0 || typeof at !== 'number') return;
	if (at !== file) showFile(at);
	scrollTo(line);
}

function goStep(i) {
	const steps = stepsOf(chosen);
	if (!steps[i]) return;
	step = i;
	goTo(steps[i].at[0], steps[i].at[1]);
	[...$('why').querySelectorAll('.step')].forEach((b, k) => b.setAttribute('aria-current', k === i ? 'step' : false));
}

// Chooses a mark that may be in another file, or hidden.
function show(m) {
	if (chosen !== m) choose(m);
	if (m.at[0] !== file) showFile(m.at[0]);
	else showSource();
	scrollTo(m.at[1]);
}

function focusMark(button) {
	if (!button) return;
	for (const b of $('source').querySelectorAll('.mark[tabindex="0"]')) b.tabIndex = -1;
	button.tabIndex = 0;
	button.focus();
	button.scrollIntoView({block: 'nearest'});
}

const allButtons = () => [...$('source').querySelectorAll('.mark')];

// The next mark on the heap, or that changed, is chosen.
function nextHeap(by) {
	const all = allButtons().filter(b => view === 'changes' || b.matches('.alloc.heap'));
	const here = document.activeElement, order = (a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING;
	const inside = $('source').contains(here);
	const to = by > 0 ? all.find(b => !inside || (b !== here && order(here, b))) : all.filter(b => !inside || (b !== here && order(b, here))).pop();
	if (!to) return;
	focusMark(to);
	to.scrollIntoView({block: 'center'});
	if (to.getAttribute('aria-pressed') !== 'true') to.click();
}

$('source').addEventListener('keydown', e => {
	const all = allButtons(), at = all.indexOf(e.target);
	if (at < 0) return;
	const line = b => b.closest('.line'), step = {ArrowRight: 1, ArrowLeft: -1}[e.key];
	const to = step ? all[at + step] : {
		ArrowDown: all.slice(at).find(b => line(b) !== line(e.target)), Home: all[0], End: all.at(-1),
		ArrowUp: line(all.slice(0, at).reverse().find(b => line(b) !== line(e.target)) ?? e.target).querySelector('.mark'),
	}[e.key];
	if (!to) return;
	focusMark(to);
	e.preventDefault();
});

addEventListener('keydown', e => {
	if (e.ctrlKey || e.altKey || e.metaKey) return;
	const typing = e.target.closest?.('input[type=search], select');
	if (e.key === 'Escape') {
		$('find').value = '';
		if (chosen) choose(chosen);
		showSource();
	} else if (typing) return;
	else if (e.key === '/') $('find').focus();
	else if (e.key === 'n' || e.key === 'p') nextHeap(e.key === 'n' ? 1 : -1);
	else if (e.key === ']' || e.key === '[') goStep(e.key === ']' ? step + 1 : step - 1);
	else return;
	e.preventDefault();
});

// --- the whole -------------------------------------------------------------------------------------------

function showFile(i) {
	file = i;
	$('file').value = i;
	showSource();
}

function showFiles() {
	$('file').replaceChildren(...source.files.map((f, i) => {
		const n = count(source.marks, m => m.at[0] === i && (view === 'changes' || allocs('heap')(m)));
		return el('option', {value: i}, `${f.name} (${view === 'changes' ? plural(n, 'change') : `${n} on the heap`})`);
	}));
}

// The older build's file of that name, and so on.
function showView(name) {
	const before = source?.files[file]?.name;
	view = name;
	source = viewOf(name);
	chosen = null;
	showMeasured();
	const same = source.files.findIndex(f => f.name === before), most = source.files.findIndex((f, i) => source.marks.some(m => m.at[0] === i));
	showHead();
	showFunctions();
	showFiles();
	showFile(before !== undefined && same >= 0 ? same : Math.max(most, 0));
	showWhy();
}

const box = (id, name, on) => el('label', {}, el('input', {type: 'checkbox', id, checked: on, oninput: () => showSource()}), name);
$('filters').append(...filters.map(([name, , on], i) => box(`filter-${i}`, name, on)),
	box('filter-inner', 'calls and checks inside inlined calls', false), box('filter-left', 'checks and barriers that are not made', true));
$('file').addEventListener('change', () => showFile(+$('file').value));
$('type').addEventListener('change', () => {
	showMeasured();
	showFunctions();
	showSource();
	showWhy();
});
$('find').addEventListener('input', () => showSource());
for (const radio of document.querySelectorAll('[name=build]')) radio.addEventListener('change', () => showView(radio.value));
$('meaning').append(...Object.entries(words).map(([key, [sign, word, what]]) => el('div', {},
	el('dt', {}, `${sign} ${word || key.replace('param ', 'parameter: ')}`), el('dd', {class: 'wide'}, what))));
showView('build');
const [, hashFile, hashLine] = /^#(.*):(\d+)$/.exec(location.hash) ?? [];
if (hashLine) goTo(source.files.findIndex(f => f.name === decodeURIComponent(hashFile)), +hashLine);
