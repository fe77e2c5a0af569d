// Package changes answers: what does somebody with a browser see of what changed between
// two moments?
package changes

import (
	"embed"
	"net/http"

	"ahd.example/ahd/services/web"
)

//go:embed templates
var templates embed.FS

// pages are what changed between two moments.
type pages struct{ *web.Frame }

// Pages are these pages with their templates.
func Pages() web.Subject {
	return web.Subject{Templates: templates, Routes: routes}
}

func routes(f *web.Frame) []web.Route {
	if f.Past == nil {
		return nil
	}
	return []web.Route{{Pattern: "/changes", Methods: web.Methods{http.MethodGet: pages{f}.changes}}}
}
