package node

import (
	"context"
	"time"
)

// RecordDay is one look of KeepDays.
func (n *Node) RecordDay(ctx context.Context) error { return n.recordDay(ctx) }

// KeepDaysEvery is KeepDays with shorter pauses.
func (n *Node) KeepDaysEvery(ctx context.Context, pause time.Duration) { n.keepDays(ctx, pause) }
