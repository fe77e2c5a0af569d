package web

import (
	"net/http"
	"strconv"
	"strings"

	"ahd/events/cause"
)

// keptSizes lists the sizes, one a line.
func (s checkPages) keptSizes(*http.Request) (answer, error) {
	sizes, err := s.Kept.Sizes()
	var list strings.Builder
	for _, size := range sizes {
		list.WriteString(strconv.FormatUint(size, 10) + "\n")
	}
	return answer{mediaType: plainText, content: []byte(list.String())}, err
}

// keptCheckpoint gives one of them.
func (s checkPages) keptCheckpoint(r *http.Request) (answer, error) {
	size, err := strconv.ParseUint(r.PathValue("size"), 10, 63)
	if err != nil {
		return answer{}, cause.Of(notFound("A seal is named by its number of events."), err)
	}
	signed, err := s.Kept.At(size)
	if err == nil && signed == nil {
		err = notFound("No seal of that many events is kept.")
	}
	return answer{mediaType: plainText, content: signed}, err
}
