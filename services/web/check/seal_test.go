package check_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/torchwood"
	"golang.org/x/mod/sumdb/tlog"

	"ahd.example/ahd/events"
	"ahd.example/ahd/events/ledger"
	"ahd.example/ahd/events/ledger/witness"
	"ahd.example/ahd/services/web/webtest"
)

// An implementation that is not ours reads checkpoint, tiles and entries over HTTP, and
// finds every event under the root.
func TestAnIndependentClientReadsTheRecord(t *testing.T) {
	w := webtest.Sealed(t, 600, true)
	server := httptest.NewServer(w.Handler)
	defer server.Close()
	fetcher, err := torchwood.NewTileFetcher(server.URL + "/log")
	webtest.Must(t, err)
	client, err := torchwood.NewClient(fetcher)
	webtest.Must(t, err)
	signed, err := fetcher.ReadEndpoint(t.Context(), "checkpoint")
	webtest.Must(t, err)
	policy := torchwood.ThresholdPolicy(2, torchwood.OriginPolicy("urn:ahd:test"), torchwood.SingleVerifierPolicy(w.Verifier))
	c, _, err := torchwood.VerifyCheckpoint(signed, policy)
	webtest.Must(t, err)
	if c.N != 600 {
		t.Fatalf("%d events are sealed", c.N)
	}
	read := int64(0)
	for i, entry := range client.AllEntries(t.Context(), c.Tree, 0) {
		if i != read || string(entry) != string(w.Log.Bodies[i]) {
			t.Fatalf("entry %d is %s", i, entry)
		}
		read++
	}
	webtest.Must(t, client.Err())
	if read != 600 {
		t.Errorf("%d entries were read", read)
	}
	for _, size := range []int64{1, 255, 256, 257, 599} {
		proof, err := tlog.ProveTree(600, size, torchwood.TileHashReaderWithContext(t.Context(), c.Tree, fetcher))
		webtest.Must(t, err)
		root, err := w.Ledger.RootAt(uint64(size))
		webtest.Must(t, err)
		webtest.Must(t, tlog.CheckTree(proof, c.N, c.Hash, size, tlog.Hash(root)))
	}
	for _, sequence := range []int{1, 256, 257, 600} {
		proof := w.Get(fmt.Sprintf("/log/proof/%d", sequence))
		webtest.Must(t, torchwood.VerifyProof(policy, tlog.RecordHash(w.Log.Bodies[sequence-1]), proof.Body.Bytes()))
	}
}

// Our own monitor reads it too, and refuses a server that shows other hashes.
func TestARemoteProvesItself(t *testing.T) {
	w := webtest.Sealed(t, 300, false)
	lie := ""
	server := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if lie != "" && strings.HasPrefix(r.URL.Path, lie) {
			out.Write(make([]byte, 8192))
			return
		}
		w.Handler.ServeHTTP(out, r)
	}))
	defer server.Close()
	remote, err := witness.NewRemote(server.URL)
	webtest.Must(t, err)
	signed, err := remote.Checkpoint(t.Context())
	webtest.Must(t, err)
	shown, _, err := witness.Read(signed)
	webtest.Must(t, err)
	key, err := remote.Key(t.Context())
	webtest.Must(t, err)
	webtest.Must(t, shown.SignedWith(key))
	for _, old := range []uint64{1, 100, 256, 299} {
		proof, err := remote.Prove(t.Context(), old, shown.Checkpoint)
		webtest.Must(t, err)
		root, err := w.Ledger.RootAt(old)
		webtest.Must(t, err)
		webtest.Must(t, ledger.CheckContinuation(proof.Hashes, 300, shown.Root, old, root))
		asked := w.Get(fmt.Sprintf("/log/consistency?old=%d", old)).Body.Bytes()
		if again, err := ledger.ParseContinuation(asked); err != nil || fmt.Sprint(again.Hashes) != fmt.Sprint(proof.Hashes) || string(again.Checkpoint) != string(signed) {
			t.Errorf("from %d: %v\n%s", old, err, asked)
		}
	}
	lie = "/log/tile/"
	if _, err := remote.Prove(t.Context(), 100, shown.Checkpoint); !errors.Is(err, witness.ErrShown) {
		t.Errorf("other hashes: %v", err)
	}
	if _, err := remote.Witnessed(t.Context()); !errors.Is(err, witness.ErrAbsent) {
		t.Errorf("nobody vouches: %v", err)
	}
	server.Close()
	if _, err := remote.Checkpoint(t.Context()); !errors.Is(err, witness.ErrUnreachable) || strings.Contains(err.Error(), "127.0.0.1") {
		t.Errorf("a server that is gone: %v", err)
	}
}

func TestWhoMayReadWhatOfTheSeal(t *testing.T) {
	for _, public := range []bool{false, true} {
		w := webtest.Sealed(t, 300, public)
		for target, want := range map[string]int{
			"/log/checkpoint": 200, "/log/key": 200, "/log/checkpoint.witnessed": 404, "/check": 200,
			"/log/tile/0/000": 200, "/log/tile/0/001.p/44": 200, "/log/tile/0/001.p/1": 200, "/log/tile/1/000.p/1": 200,
			"/log/tile/0/001": 404, "/log/tile/0/001.p/45": 404, "/log/tile/0/000.p/256": 404, "/log/tile/0/000.p/0": 404, "/log/tile/1/000.p/2": 404,
			"/log/tile/2/000.p/1": 404, "/log/tile/63/000.p/1": 404, "/log/tile/64/000.p/1": 404, "/log/tile/0/x000/000": 404, "/log/tile/00/000": 404,
			"/log/tile/data/000": 404, "/log/tile/-1/000": 404, "/log/tile/0/x999/x999/x999/x999/x999/x999/999": 404, "/log/tile/": 404, "/log/tile/0/": 404,
			"/log/proof/1": 200, "/log/proof/300": 200, "/log/proof/0": 404, "/log/proof/301": 404, "/log/proof/x": 404, "/log/proof/-1": 404,
			"/log/receipt/300": 200, "/log/receipt/301": 404,
			"/log/consistency?old=1": 200, "/log/consistency?old=100&new=200": 200, "/log/consistency?old=300": 200, "/log/consistency": 404,
			"/log/consistency?old=301": 404, "/log/consistency?old=200&new=100": 404, "/log/consistency?old=1&new=301": 404, "/log/consistency?old=x": 400,
			"/log/tile/entries/000": map[bool]int{false: 403, true: 200}[public], "/log/tile/entries/001.p/44": map[bool]int{false: 403, true: 200}[public],
			"/log/tile/entries/001": map[bool]int{false: 403, true: 404}[public], "/log/tile/entries/x": 404, "/log/secret-path-of-mine": 404,
		} {
			get, head := w.Get(target), w.Do(w.Request(http.MethodHead, target, ""))
			if get.Code != want || head.Code != want || head.Body.Len() != 0 || head.Header().Get("Content-Length") != fmt.Sprint(get.Body.Len()) {
				t.Errorf("public %v, %s: %d and %d, want %d", public, target, get.Code, head.Code, want)
			}
			if want == 404 && strings.Contains(get.Body.String(), "secret-path") {
				t.Errorf("%s is echoed", target)
			}
			if post := w.Do(w.Request(http.MethodPost, target, "")); post.Code == 200 {
				t.Errorf("POST %s is taken", target)
			}
			tile := strings.HasPrefix(target, "/log/tile/") && want == 200
			if lasting := strings.Contains(get.Header().Get("Cache-Control"), "immutable"); lasting != tile {
				t.Errorf("%s: Cache-Control %q", target, get.Header().Get("Cache-Control"))
			}
			kind := get.Header().Get("Content-Type")
			if tile && kind != "application/octet-stream" || want == 200 && !tile && target != "/check" && kind != "text/plain; charset=utf-8" {
				t.Errorf("%s: %s", target, kind)
			}
		}
		if w.Get("/at/100/log/checkpoint").Code != 404 || w.Get("/at/100/check").Code != 404 {
			t.Error("the past has a seal of its own")
		}
	}
}

// A receipt has the event where that is public, and its hash in any case.
func TestAReceiptFromAPage(t *testing.T) {
	for _, public := range []bool{false, true} {
		w := webtest.Sealed(t, 20, public)
		answer := w.Get("/log/receipt/7")
		receipt, err := ledger.ParseReceipt(answer.Body.Bytes())
		webtest.Must(t, err)
		if c, err := receipt.Check(w.Verifier); err != nil || c.Size != 20 {
			t.Errorf("%+v %v", c, err)
		}
		if receipt.Leaf != events.LeafHash(w.Log.Bodies[6]) || (receipt.Event != nil) != public || public && string(receipt.Event) != string(w.Log.Bodies[6]) {
			t.Errorf("public %v: %+v", public, receipt)
		}
		if got := answer.Header().Get("Content-Disposition"); got != `attachment; filename="event-7.receipt"` {
			t.Error(got)
		}
	}
}

// Whoever has just recorded is led to the receipt, which waits for the seal.
func TestAPageLeadsToTheReceiptOfWhatWasRecorded(t *testing.T) {
	w := webtest.Sealed(t, 5, false)
	webtest.Full(w.World)
	after := w.Say("commitment/cm-1", events.ProgressReported{State: "in_progress"})
	if page := w.Page(fmt.Sprintf("/commitments/cm-1?after=%d", after)); !strings.Contains(page, fmt.Sprintf("href='/log/receipt/%d'", after)) {
		t.Error("no link to the receipt")
	}
	if strings.Contains(w.Page("/commitments/cm-1"), "/log/receipt/") {
		t.Error("a link to a receipt of nothing")
	}
	answers := make(chan *httptest.ResponseRecorder)
	go func() { answers <- w.Get(fmt.Sprintf("/log/receipt/%d", after)) }()
	w.Seal()
	answer := <-answers
	receipt, err := ledger.ParseReceipt(answer.Body.Bytes())
	webtest.Must(t, err)
	if c, err := receipt.Check(w.Verifier); err != nil || c.Size < after || receipt.Index+1 != after {
		t.Errorf("%d: %+v %v", answer.Code, c, err)
	}
}

func TestThePageThatSaysHowToCheck(t *testing.T) {
	w := webtest.Sealed(t, 1200, false)
	page := w.Page("/check")
	root, err := w.Ledger.RootAt(1200)
	webtest.Must(t, err)
	for _, want := range []string{"1,200", root.String(), w.Key, "urn:ahd:test", "Not that a report is true", "verify.py", "ahd log monitor", "not yet", `lang="ur" dir="rtl"`, "Ask the people of this register for a bundle"} {
		if !strings.Contains(strings.ReplaceAll(page, "&#43;", "+"), want) {
			t.Errorf("the page does not say %s", want)
		}
	}
	if !strings.Contains(w.Page("/"), `href='/check'`) || !strings.Contains(w.Page("/at/1000/"), `href='/check'`) {
		t.Error("no page leads there")
	}
	if strings.Contains(webtest.New(t).Page("/"), "/check") {
		t.Error("a register that is not sealed leads there")
	}
	w.Stopped = errors.New("the disk is gone at /var/lib")
	for _, target := range []string{"/check", "/log/checkpoint", "/log/proof/3", "/log/receipt/3", "/log/tile/0/000"} {
		answer := w.Get(target)
		if answer.Code != 503 || strings.Contains(answer.Body.String(), "/var/lib") || answer.Header().Get("Retry-After") == "" {
			t.Errorf("%s: %d", target, answer.Code)
		}
	}
}

func TestThoseWhoVouchAreSaid(t *testing.T) {
	w := webtest.Sealed(t, 30, true)
	partner, err := witness.NewKey("partner")
	webtest.Must(t, err)
	webtest.Must(t, webtest.WriteFile(filepath.Join(w.Kept.Dir, "policy"), "log "+w.Key+"\nwitness p "+partner.Verifier+"\nquorum p\n"))
	signed := w.Get("/log/checkpoint").Body.Bytes()
	shown, _, err := witness.Read(signed)
	webtest.Must(t, err)
	line, err := partner.Cosign(shown.Text)
	webtest.Must(t, err)
	_, err = w.Kept.Accept(30, signed, []string{strings.TrimSuffix(line, "\n")}, time.Now())
	webtest.Must(t, err)
	if got := w.Get("/log/checkpoint.witnessed"); got.Code != 200 || got.Body.String() != string(signed)+line {
		t.Errorf("%d %s", got.Code, got.Body)
	}
	if got := w.Get("/log/checkpoints"); got.Code != 200 || got.Body.String() != "30\n" {
		t.Errorf("the list of what is kept: %d %q", got.Code, got.Body)
	}
	if got := w.Get("/log/checkpoints/30"); got.Code != 200 || got.Body.String() != string(signed)+line {
		t.Errorf("what is kept: %d %s", got.Code, got.Body)
	}
	for _, none := range []string{"29", "x", "-1", "99999999999999999999"} {
		if got := w.Get("/log/checkpoints/" + none); got.Code != 404 {
			t.Errorf("%s, of which none is kept: %d", none, got.Code)
		}
	}
	if page := w.Page("/check"); !strings.Contains(page, "up to event 30") || !strings.Contains(page, "/log/checkpoint.witnessed") {
		t.Error("the page does not say who vouches")
	}
}
