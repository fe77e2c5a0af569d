package durable_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"ahd.example/ahd/events/durable"
)

func TestWaitsDoubleUpToTheLongest(t *testing.T) {
	b := durable.Backoff{First: 100 * time.Millisecond, Longest: time.Second}
	var waits []time.Duration
	for range 6 {
		waits = append(waits, b.Next()/time.Millisecond)
	}
	b.Reset()
	if waits = append(waits, b.Next()/time.Millisecond); !slices.Equal(waits, []time.Duration{100, 200, 400, 800, 1000, 1000, 100}) {
		t.Errorf("%v", waits)
	}
}

// Whoever sleeps is woken by what comes first.
func TestSleepEndsWithTheFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		durable.Sleep(t.Context(), time.Minute)
		if slept := time.Since(began); slept != time.Minute {
			t.Errorf("it slept for %v", slept)
		}
		ended, end := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, end)
		durable.Sleep(ended, time.Minute)
		wake := make(chan struct{}, 1)
		time.AfterFunc(time.Second, func() { wake <- struct{}{} })
		durable.SleepUnless(t.Context(), time.Minute, wake)
		if slept := time.Since(began); slept != time.Minute+2*time.Second {
			t.Errorf("it slept for %v", slept)
		}
	})
}
