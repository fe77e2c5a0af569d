package web_test

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"ahd.example/ahd/services/web"
	"ahd.example/ahd/services/web/webtest"
)

const policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// styleOf is the address of the stylesheet, as pages say it.
func styleOf(w *webtest.World) string {
	_, rest, _ := strings.Cut(w.Page("/"), `rel="stylesheet" href='`)
	path, _, _ := strings.Cut(rest, "'")
	return path
}

func TestHeadersStandOnEveryResponse(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	style := styleOf(w)
	targets := append([]string{"/nothing", "/?kind=x", "/healthz", "/commitments//cm-1", "/static/style.css", style}, everyPage...)
	for _, target := range targets {
		for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodDelete, http.MethodOptions} {
			header := w.Do(w.Request(method, target, "")).Header()
			for name, want := range map[string]string{
				"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
			} {
				if got := header.Get(name); got != want {
					t.Errorf("%s %s: %s is %q", method, target, name, got)
				}
			}
			lasting := target == style && (method == http.MethodGet || method == http.MethodHead)
			if got := header.Get("Cache-Control"); got != "no-store" && !lasting || lasting && got != "public, max-age=31536000, immutable" {
				t.Errorf("%s %s: Cache-Control is %q", method, target, got)
			}
			if header.Get("Set-Cookie") != "" {
				t.Errorf("%s %s sets a cookie", method, target)
			}
		}
	}
}

func TestHeadIsGetWithoutItsBody(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	for _, target := range append([]string{"/healthz", "/nothing", styleOf(w)}, everyPage...) {
		get, head := w.Get(target), w.Do(w.Request(http.MethodHead, target, ""))
		if head.Code != get.Code || head.Body.Len() != 0 || head.Header().Get("Content-Type") != get.Header().Get("Content-Type") {
			t.Errorf("%s: %d and %d, %d bytes", target, get.Code, head.Code, head.Body.Len())
		}
	}
}

func TestOtherMethodsAreNotAllowed(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	for target, allowed := range map[string]string{
		"/": "GET, HEAD", "/commitments/cm-1": "GET, HEAD", "/convenings/summer": "GET, HEAD", "/healthz": "GET, HEAD",
		styleOf(w): "GET, HEAD", "/commitments/cm-1/progress": "POST",
	} {
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions, http.MethodTrace} {
			if strings.Contains(allowed, method) {
				continue
			}
			response := w.Do(w.Request(method, target, ""))
			if response.Code != http.StatusMethodNotAllowed || response.Header().Get("Allow") != allowed {
				t.Errorf("%s %s: %d, Allow %q", method, target, response.Code, response.Header().Get("Allow"))
			}
			webtest.CheckPage(t, response.Body.String())
		}
	}
}

func TestHealthSaysOnlyThatItAnswers(t *testing.T) {
	response := webtest.New(t).Get("/healthz")
	if response.Code != http.StatusOK || response.Body.String() != "ok\n" || !strings.HasPrefix(response.Header().Get("Content-Type"), "text/plain") {
		t.Error(response.Code, response.Body)
	}
}

func TestTheStylesheetIsFoundWherePagesSay(t *testing.T) {
	w := webtest.New(t)
	response := w.Get(styleOf(w))
	if response.Code != http.StatusOK || !strings.HasPrefix(response.Header().Get("Content-Type"), "text/css") {
		t.Error(response.Code, response.Header())
	}
	style := response.Body.String()
	if sum := sha256.Sum256([]byte(style)); styleOf(w) != fmt.Sprintf("/static/style.%x.css", sum[:6]) {
		t.Errorf("%s does not change with what it holds", styleOf(w))
	}
	for _, slip := range []string{"url(", "@import", "http", "margin-left", "padding-right", "text-align: left"} {
		if strings.Contains(style, slip) {
			t.Errorf("the stylesheet says %q", slip)
		}
	}
	if lines := strings.Count(style, "\n"); lines > 300 {
		t.Errorf("%d lines", lines)
	}
}

// Only a browser on this computer, on a page of ours, may record; everybody else
// is told so, and the form is not there for them.
func TestWhoMayRecord(t *testing.T) {
	w := webtest.Full(webtest.New(t))
	for name, check := range map[string]struct {
		change func(*http.Request)
		may    bool
		form   bool
	}{
		"this computer":              {func(*http.Request) {}, true, true},
		"by its other names":         {func(r *http.Request) { r.Host, r.RemoteAddr = "LOCALHOST", "[::1]:50000" }, true, true},
		"IPv6":                       {func(r *http.Request) { r.Host, r.RemoteAddr = "[::1]:8080", "[::ffff:127.0.0.1]:50000" }, true, true},
		"no browser":                 {func(r *http.Request) { r.Header.Del("Sec-Fetch-Site") }, true, true},
		"another computer":           {func(r *http.Request) { r.RemoteAddr = "192.0.2.7:50000" }, false, false},
		"no address":                 {func(r *http.Request) { r.RemoteAddr = "@" }, false, false},
		"a name that leads here":     {func(r *http.Request) { r.Host = "evil.example:8080" }, false, false},
		"a name that looks like us":  {func(r *http.Request) { r.Host = "localhost.evil.example" }, false, false},
		"no name":                    {func(r *http.Request) { r.Host = "" }, false, false},
		"through a proxy":            {func(r *http.Request) { r.Header.Set("X-Forwarded-For", "127.0.0.1") }, false, false},
		"through a proxy, empty":     {func(r *http.Request) { r.Header["X-Forwarded-For"] = nil }, false, false},
		"through another proxy":      {func(r *http.Request) { r.Header.Set("Forwarded", "for=127.0.0.1") }, false, false},
		"another site":               {func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, false, true},
		"another port":               {func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "same-site") }, false, true},
		"another site's old browser": {func(r *http.Request) { r.Header.Del("Sec-Fetch-Site"); r.Header.Set("Origin", "https://evil.example") }, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			before := w.Log.Size()
			post := w.Request(http.MethodPost, "/commitments/cm-1/progress", webtest.Report(uuid.NewString()).Encode())
			check.change(post)
			response := w.Do(post)
			want := map[bool]int{true: http.StatusSeeOther, false: http.StatusForbidden}[check.may]
			if response.Code != want || (w.Log.Size() == before+1) != check.may {
				t.Errorf("%d, want %d, %d events\n%s", response.Code, want, w.Log.Size()-before, response.Body)
			}
			get := w.Request(http.MethodGet, "/commitments/cm-1", "")
			check.change(get)
			page := w.Do(get).Body.String()
			webtest.CheckPage(t, page)
			if strings.Contains(page, "<textarea") != check.form || strings.Contains(page, web.OnlyHere) == check.form {
				t.Errorf("the form is there: %v", !check.form)
			}
		})
	}
}
