package durable

import (
	"context"
	"time"
)

// Backoff is how long whoever failed waits before the next try: First, then twice as long
// each time, at most Longest.
type Backoff struct {
	First, Longest time.Duration

	last time.Duration
}

// Next returns the next wait.
func (b *Backoff) Next() time.Duration {
	b.last = min(max(2*b.last, b.First), b.Longest)
	return b.last
}

// Reset is called when something succeeded.
func (b *Backoff) Reset() { b.last = 0 }

// Sleep waits, until ctx ends.
func Sleep(ctx context.Context, d time.Duration) { SleepUnless(ctx, d, nil) }

// SleepUnless waits, until ctx ends or somebody wakes it.
func SleepUnless(ctx context.Context, d time.Duration, wake <-chan struct{}) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-wake:
	case <-ctx.Done():
	}
}
