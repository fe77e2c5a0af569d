package node

import (
	"context"
	"time"
)

// KeepDaysEvery is KeepDays with shorter pauses.
func (n *Node) KeepDaysEvery(ctx context.Context, pause time.Duration) { n.keepDays(ctx, pause) }
