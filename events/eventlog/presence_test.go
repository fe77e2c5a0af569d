package eventlog

import (
	"context"
	"testing"
	"time"

	"ahd.example/ahd/events/eventlog/localnats"
)

// A node is seen at the log while it is there, whatever it does, and not after it left.
func TestANodeIsSeenWhileItIsThere(t *testing.T) {
	server, err := localnats.Start(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	asking, err := server.Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer asking.Close()
	log, err := Open(t.Context(), asking, 1)
	if err != nil {
		t.Fatal(err)
	}
	const node, other = "0198c8a0-7c1e-7b52-9d0e-3f1f0c2a9b11", "0198b7d2-11aa-7f03-8a44-5b6c7d8e9f00"
	seen := func(want bool) {
		t.Helper()
		for deadline := time.Now().Add(10 * time.Second); Present(t.Context(), asking, node) != want; time.Sleep(20 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("seen: %v", !want)
			}
		}
		if Present(t.Context(), asking, other) {
			t.Error("another node is seen")
		}
	}
	seen(false)
	for range 2 { // it may come again
		there, err := server.Connect()
		if err != nil {
			t.Fatal(err)
		}
		ctx, leave := context.WithCancel(t.Context())
		left := make(chan struct{})
		go func() {
			defer close(left)
			BePresent(ctx, there, node)
		}()
		seen(true)
		leave()
		<-left
		there.Close()
		seen(false)
	}
	if head, err := log.Head(t.Context()); err != nil || head != 0 {
		t.Errorf("being there left %d events: %v", head, err)
	}
}
