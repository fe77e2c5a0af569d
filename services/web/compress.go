package web

import (
	"net/http"

	"github.com/klauspost/compress/gzhttp"
)

// compressed are the types of answers that get smaller on their way: a page of a summary
// has a hundred kilobytes, and a tenth of that goes over a telephone line. Seals, tiles
// and documents go as they are.
var compressed = []string{"text/html", "text/css", "text/csv", "application/json", "image/svg+xml"}

// compress compresses answers for whoever asks for it. It panics on settings that the
// library refuses: they are part of the program.
func compress(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.ContentTypes(compressed))
	if err != nil {
		panic(err)
	}
	return wrap(next)
}
