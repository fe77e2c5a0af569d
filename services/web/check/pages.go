// Package check answers: how does anybody check the sealed record from outside, with a
// browser or a program of their own?
package check

import (
	"embed"
	"net/http"

	"ahd.example/ahd/services/web"
)

//go:embed templates
var templates embed.FS

// pages are what those fetch who check the record, and the page that tells them how.
type pages struct {
	*web.Frame
	bundles chan struct{} // holds one for each tile of raw entries that is being read
	leaving chan struct{} // holds one for each copy that is being fetched
}

// Pages are these pages with their templates.
func Pages() web.Subject {
	return web.Subject{Templates: templates, Routes: routes}
}

// routes leads to nothing where nothing is sealed, and in the past. The names below
// /log are those of c2sp.org/tlog-tiles.
func routes(f *web.Frame) []web.Route {
	if f.Seal == nil || f.IsPast() {
		return nil
	}
	s := pages{f, make(chan struct{}, maxBundles), make(chan struct{}, maxLeaving)}
	routes := []web.Route{
		{Pattern: "/log/checkpoint", Methods: web.Methods{http.MethodGet: s.checkpoint}},
		{Pattern: "/log/checkpoint.witnessed", Methods: web.Methods{http.MethodGet: s.witnessed}},
		{Pattern: "/log/key", Methods: web.Methods{http.MethodGet: s.verifierKey}},
		{Pattern: "/log/tile/{tile...}", Methods: web.Methods{http.MethodGet: s.tile}},
		{Pattern: "/log/proof/{sequence}", Methods: web.Methods{http.MethodGet: s.proof}},
		{Pattern: "/log/consistency", Methods: web.Methods{http.MethodGet: s.consistency}},
		{Pattern: "/log/receipt/{sequence}", Methods: web.Methods{http.MethodGet: s.receipt}},
		{Pattern: "/check", Methods: web.Methods{http.MethodGet: s.check}},
	}
	if f.Kept != nil {
		routes = append(routes,
			web.Route{Pattern: "/log/checkpoints", Methods: web.Methods{http.MethodGet: s.keptSizes}},
			web.Route{Pattern: "/log/checkpoints/{size}", Methods: web.Methods{http.MethodGet: s.keptCheckpoint}})
	}
	if f.Bundle != nil {
		routes = append(routes, web.Route{Pattern: "/log/bundle", Methods: web.Methods{http.MethodGet: s.bundle}})
	}
	return routes
}
