// Package convenings answers: what does somebody with a browser see of conferences, of what
// came of them, and of what nobody knows about them?
package convenings

import (
	"embed"
	"net/http"

	"ahd.example/ahd/services/web"
)

//go:embed templates
var templates embed.FS

// pages are conferences and meetings with what came of them, and what nobody
// knows of all that.
type pages struct{ *web.Frame }

// Pages are these pages with their templates.
func Pages() web.Subject {
	return web.Subject{Templates: templates, Routes: routes}
}

func routes(f *web.Frame) []web.Route {
	s := pages{f}
	return []web.Route{
		{Pattern: "/convenings/{id}", Methods: web.Methods{http.MethodGet: s.convening}},
		{Pattern: "/instruments/{id}", Methods: web.Methods{http.MethodGet: s.instrument}},
		{Pattern: "/working-groups/{id}", Methods: web.Methods{http.MethodGet: s.group}},
		{Pattern: "/unknown", Methods: web.Methods{http.MethodGet: s.unknown}},
	}
}
