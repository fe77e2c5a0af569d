package web

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"ahd.example/ahd/events/cause"
)

// headers stand on every response. Pages are never kept by a browser: they show
// how things stood at one event, and perhaps what somebody typed.
var headers = map[string]string{
	"Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; " +
		"form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	"X-Content-Type-Options": "nosniff",
	"Referrer-Policy":        "same-origin",
	"Cache-Control":          "no-store",
}

func withHeaders(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for name, value := range headers {
			w.Header().Set(name, value)
		}
		next.ServeHTTP(w, r)
	})
}

// OnlyHere is said to whoever may not record from where they are.
const OnlyHere = "Recording is open only on this computer until sign-in exists."

// MayRecord refuses to record for anybody but a browser on this computer that
// shows one of our own pages.
func (f *Frame) MayRecord(r *http.Request) error {
	if !FromHere(r) {
		return Forbidden(OnlyHere + " Nothing was recorded.")
	}
	if err := f.crossOrigin.Check(r); err != nil {
		return cause.Of(Forbidden("This was sent from a page of another site. Nothing was recorded. Open the commitment here and record it there."), err)
	}
	return nil
}

// FromHere reports whether nobody but this computer can have asked. The name in
// Host is checked because a page elsewhere can have its own name lead here; a
// forwarding header means that somebody elsewhere asked through a proxy.
func FromHere(r *http.Request) bool {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil || !peer.Addr().Unmap().IsLoopback() {
		return false
	}
	for _, name := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "Via"} {
		if _, forwarded := r.Header[name]; forwarded {
			return false
		}
	}
	return slices.Contains([]string{"127.0.0.1", "::1", "localhost"}, hostname(r.Host))
}

// hostname is the name in a Host header, without its port and brackets.
func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.Trim(host, "[]"))
}
