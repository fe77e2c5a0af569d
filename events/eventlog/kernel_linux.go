package eventlog

import (
	"time"

	"golang.org/x/sys/unix"
)

// elapsed counts the time that the machine sleeps too: waking up is no jump.
func elapsed() time.Duration {
	var at unix.Timespec
	if unix.ClockGettime(unix.CLOCK_BOOTTIME, &at) != nil {
		return time.Since(began)
	}
	return time.Duration(at.Nano())
}

var began = time.Now()

// kernelSync asks the kernel whether something keeps its clock right. Some containers
// may not ask.
func kernelSync() Sync {
	var clock unix.Timex
	state, err := unix.Adjtimex(&clock)
	switch {
	case err != nil:
		return SyncUnknown
	case state == unix.TIME_ERROR || clock.Status&unix.STA_UNSYNC != 0:
		return Unsynchronised
	}
	return Synchronised
}
