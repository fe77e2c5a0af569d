package web

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"net/http"
)

//go:embed static/style.css
var styleText []byte

// stylesheet is served under an address made from what it holds, so that
// browsers may keep it for ever.
type stylesheet struct {
	path string
	text []byte
}

func readStyle() stylesheet {
	sum := sha256.Sum256(styleText)
	return stylesheet{path: "/static/style." + hex.EncodeToString(sum[:6]) + ".css", text: styleText}
}

func (s stylesheet) give(*http.Request) (Answer, error) {
	return Answer{MediaType: "text/css; charset=utf-8", Content: s.text, Lasting: true}, nil
}
