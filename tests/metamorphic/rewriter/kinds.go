// Kinds of rewrites, and how those of a variant are chosen.
package main

import (
	"go/ast"
	"math/rand/v2"
	"sort"
	"strings"
)

// site is a place where a rewrite of some kind may be made; edits may refuse by returning nil.
type site struct {
	at    ast.Node
	edits func(r *rand.Rand) []edit
}

// kind is one way to rewrite. A variant has at most limit of them, if there is a limit: they are slow to run.
type kind struct {
	name  string
	limit int
	find  func(p *program) []site
}

var kinds = gather(valueKinds(), callKinds(), statementKinds(), loopKinds(), branchKinds(), variableKinds(),
	functionKinds(), literalKinds(), structKinds())

func gather(groups ...[]kind) []kind {
	var all []kind
	for _, group := range groups {
		all = append(all, group...)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].name < all[j].name })
	return all
}

// rewrite is one that was made.
type rewrite struct {
	kind  string
	line  int
	edits []edit
}

// chooser picks rewrites of one program.
type chooser struct {
	p      *program
	r      *rand.Rand
	sites  map[string][]site
	used   map[string]int
	chosen []rewrite
}

// choose picks up to want rewrites of some kinds whose edits do not clash, the first of the kind that is given.
// First the kind is drawn, then the place: rare kinds are made as often as those that fit everywhere.
func choose(p *program, r *rand.Rand, want int, first kind, list []kind) []rewrite {
	c := chooser{p: p, r: r, sites: map[string][]site{}, used: map[string]int{}}
	live := []kind{}
	for _, k := range list {
		if c.sites[k.name] = k.find(p); len(c.sites[k.name]) > 0 {
			live = append(live, k)
		}
	}
	for c.used[first.name] == 0 && len(c.sites[first.name]) > 0 {
		c.pick(first)
	}
	for tries := 0; len(live) > 0 && len(c.chosen) < want && tries < 8*want; tries++ {
		at := r.IntN(len(live))
		if len(c.sites[live[at].name]) == 0 || !c.pick(live[at]) {
			live = append(live[:at], live[at+1:]...)
		}
	}
	return c.chosen
}

// pick makes a rewrite of kind k; false if no more can be.
func (c *chooser) pick(k kind) bool {
	sites := c.sites[k.name]
	at := c.r.IntN(len(sites))
	s := sites[at]
	sites[at] = sites[len(sites)-1]
	c.sites[k.name] = sites[:len(sites)-1]
	if edits := s.edits(c.r); len(edits) > 0 && c.fits(edits) {
		c.chosen = append(c.chosen, rewrite{k.name, c.p.tok.Line(s.at.Pos()), edits})
		c.used[k.name]++
	}
	return len(c.sites[k.name]) > 0 && (k.limit == 0 || c.used[k.name] < k.limit)
}

func (c *chooser) fits(edits []edit) bool {
	for _, e := range edits {
		if e.replace && !e.lines && strings.Contains(c.p.src[e.start:e.end], "\n") {
			return false
		}
		for _, other := range c.chosen {
			for _, o := range other.edits {
				if clashes(e, o) {
					return false
				}
			}
		}
	}
	return true
}

// rewritten is the source with the rewrites made and the declarations they use.
func rewritten(src string, list []rewrite) string {
	var edits []edit
	for _, rw := range list {
		edits = append(edits, rw.edits...)
	}
	return withHelpers(apply(src, edits))
}

// accepted keeps those rewrites that together leave a program without errors; the others are refused.
func accepted(p *program, list []rewrite) (kept, refused []rewrite) {
	checks := func(list []rewrite) bool {
		_, errs := load(p.name, rewritten(p.src, list))
		return len(errs) == 0
	}
	var try func(list []rewrite)
	try = func(list []rewrite) {
		if len(list) == 0 {
			return
		}
		if more := append(append([]rewrite{}, kept...), list...); checks(more) {
			kept = more
		} else if len(list) == 1 {
			refused = append(refused, list...)
		} else {
			try(list[:len(list)/2])
			try(list[len(list)/2:])
		}
	}
	try(list)
	return kept, refused
}

// fill puts the spelling of a type for every $T of a text.
func fill(text, spelling string) string { return strings.ReplaceAll(text, "$T", spelling) }
