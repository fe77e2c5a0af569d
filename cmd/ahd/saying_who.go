package main

import (
	"net/http"

	"ahd/cmd/ahd/node"
	"ahd/services/moving"
)

// sayingWho says which node it is, where the server says that it is well: another node asks
// there before it takes the place of this one.
func sayingWho(n *node.Node, site http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/healthz" && n.Moving.ID() != "" {
			w.Header().Set(moving.NodeHeader, n.Moving.ID())
		}
		site.ServeHTTP(w, r)
	})
}
