package check

import (
	"net/http"
	"strconv"
	"strings"

	"ahd.example/ahd/events/cause"
	"ahd.example/ahd/services/web"
)

// keptSizes lists the sizes, one a line.
func (s pages) keptSizes(*http.Request) (web.Answer, error) {
	sizes, err := s.Kept.Sizes()
	var list strings.Builder
	for _, size := range sizes {
		list.WriteString(strconv.FormatUint(size, 10) + "\n")
	}
	return web.Answer{MediaType: plainText, Content: []byte(list.String())}, err
}

// keptCheckpoint gives one of them.
func (s pages) keptCheckpoint(r *http.Request) (web.Answer, error) {
	size, err := strconv.ParseUint(r.PathValue("size"), 10, 63)
	if err != nil {
		return web.Answer{}, cause.Of(web.NotFound("A seal is named by its number of events."), err)
	}
	signed, err := s.Kept.At(size)
	if err == nil && signed == nil {
		err = web.NotFound("No seal of that many events is kept.")
	}
	return web.Answer{MediaType: plainText, Content: signed}, err
}
