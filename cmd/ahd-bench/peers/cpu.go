package peers

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// ownCPU is what this process used so far.
func ownCPU() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// tick is the unit in which Linux says what a process used: it is 100 to the second on
// every machine that Go runs on.
const tick = 10 * time.Millisecond

// treeCPU is what a process and those that it started used so far, those that ended and
// were waited for included; 0 where the system does not say.
func treeCPU(root int) (used time.Duration) {
	files, _ := filepath.Glob("/proc/[0-9]*/stat")
	parents, own := map[int]int{}, map[int]time.Duration{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			continue // it ended meanwhile
		}
		pid, parent, cpu := parseStat(string(text))
		parents[pid], own[pid] = parent, cpu
	}
	for pid := range own {
		for above := pid; above != 0; above = parents[above] {
			if above == root {
				used += own[pid]
				break
			}
		}
	}
	return used
}

// parseStat reads the parent of a process and what it and its ended children used.
func parseStat(text string) (pid, parent int, used time.Duration) {
	head, rest, _ := strings.Cut(text, " (")
	pid, _ = strconv.Atoi(head)
	_, rest, _ = cutLast(rest, ") ") // a name may have brackets in it
	fields := strings.Fields(rest)
	if len(fields) < 15 {
		return pid, 0, 0
	}
	parent, _ = strconv.Atoi(fields[1])
	for _, field := range fields[11:15] { // utime, stime, and those of ended children
		ticks, _ := strconv.ParseInt(field, 10, 64)
		used += time.Duration(ticks) * tick
	}
	return pid, parent, used
}

func cutLast(text, mark string) (before, after string, found bool) {
	i := strings.LastIndex(text, mark)
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i+len(mark):], true
}
