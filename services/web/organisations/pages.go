// Package organisations answers: what does somebody with a browser see of who answers for
// what?
package organisations

import (
	"embed"
	"net/http"

	"ahd.example/ahd/services/web"
)

//go:embed templates
var templates embed.FS

// pages are the list of organisations and the page of each.
type pages struct{ *web.Frame }

// Pages are these pages with their templates.
func Pages() web.Subject {
	return web.Subject{Templates: templates, Routes: routes}
}

func routes(f *web.Frame) []web.Route {
	s := pages{f}
	return []web.Route{
		{Pattern: "/organisations", Methods: web.Methods{http.MethodGet: s.organisations}},
		{Pattern: "/organisations/{id}", Methods: web.Methods{http.MethodGet: s.organisation}},
	}
}
