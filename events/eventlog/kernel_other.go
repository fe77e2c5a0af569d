//go:build !linux

package eventlog

import "time"

func elapsed() time.Duration { return time.Since(began) }

var began = time.Now()

func kernelSync() Sync { return SyncUnknown }
