package main

import (
	"context"
	"time"
)

// timeout bounds what a test asks of a log directly.
func timeout() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), 10*time.Second)
}
