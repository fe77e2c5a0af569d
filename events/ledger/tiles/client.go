package tiles

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	askFor    = 30 * time.Second // for one answer, from asking to its last byte
	maxHeader = 64 << 10         // bytes of the head of an answer
	maxSent   = 3                // how often a server may send us on to itself
)

// errElsewhere means that a server sends whoever asks to another host.
var errElsewhere = errors.New("the server sends whoever asks to another host")

// newClient asks the server that was named and no other: whoever answers for another
// host is not the one that somebody wanted to check, and a server must not make us ask
// what lies in our own network.
func newClient() *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxResponseHeaderBytes = maxHeader
	transport.ResponseHeaderTimeout = askFor
	return &http.Client{Timeout: askFor, Transport: transport, CheckRedirect: sentOn}
}

// sentOn allows a server to send us on to itself, and from http to https.
func sentOn(to *http.Request, via []*http.Request) error {
	if len(via) > maxSent || !sameServer(via[0].URL, to.URL) {
		return errElsewhere
	}
	return nil
}

func sameServer(from, to *url.URL) bool {
	if from.Scheme == to.Scheme {
		return strings.EqualFold(from.Hostname(), to.Hostname()) && portOf(from) == portOf(to)
	}
	return from.Scheme == "http" && to.Scheme == "https" && strings.EqualFold(from.Hostname(), to.Hostname()) &&
		portOf(from) == "80" && portOf(to) == "443"
}

func portOf(at *url.URL) string {
	switch {
	case at.Port() != "":
		return at.Port()
	case at.Scheme == "https":
		return "443"
	}
	return "80"
}
