package web

import (
	"embed"
	"net/http"
)

//go:embed templates/check
var checkTemplates embed.FS

// checkPages are what those fetch who check the record, and the page that tells them how.
type checkPages struct {
	*Frame
	bundles chan struct{} // holds one for each tile of raw entries that is being read
	leaving chan struct{} // holds one for each copy that is being fetched
}

// checkSubject are these pages with their templates.
func checkSubject() Subject {
	return Subject{Templates: checkTemplates, Routes: checkRoutes}
}

// checkRoutes leads to nothing where nothing is sealed, and in the past. The names below
// /log are those of c2sp.org/tlog-tiles.
func checkRoutes(f *Frame) []Route {
	if f.Seal == nil || f.isPast() {
		return nil
	}
	s := checkPages{f, make(chan struct{}, mostBundles), make(chan struct{}, mostLeaving)}
	routes := []Route{
		{"/log/checkpoint", methods{http.MethodGet: s.checkpoint}},
		{"/log/checkpoint.witnessed", methods{http.MethodGet: s.witnessed}},
		{"/log/key", methods{http.MethodGet: s.verifierKey}},
		{"/log/tile/{tile...}", methods{http.MethodGet: s.tile}},
		{"/log/proof/{sequence}", methods{http.MethodGet: s.proof}},
		{"/log/consistency", methods{http.MethodGet: s.consistency}},
		{"/log/receipt/{sequence}", methods{http.MethodGet: s.receipt}},
		{"/check", methods{http.MethodGet: s.check}},
	}
	if f.Kept != nil {
		routes = append(routes,
			Route{"/log/checkpoints", methods{http.MethodGet: s.keptSizes}},
			Route{"/log/checkpoints/{size}", methods{http.MethodGet: s.keptCheckpoint}})
	}
	if f.Bundle != nil {
		routes = append(routes, Route{"/log/bundle", methods{http.MethodGet: s.bundle}})
	}
	return routes
}
