package bench

import (
	"os"
	"runtime/debug"
	"strconv"
	"strings"
)

// forgetPeak lets the peak of our memory begin anew, where the system can: what
// filled the log is not what is measured.
func forgetPeak() {
	debug.FreeOSMemory()
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) // where it cannot, the peak is that of everything
}

// peak is the most memory that this process held, in MiB; 0 where the system does
// not say.
func peak() float64 { return Peak("self") }

// Peak is that of another process, by its number.
func Peak(process string) float64 {
	status, err := os.ReadFile("/proc/" + process + "/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if value, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kib, _ := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 64)
			return float64(int(kib / 1024))
		}
	}
	return 0
}
