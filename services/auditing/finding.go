package auditing

import "ahd.example/ahd/events/eventlog/comparison"

// Finding is something that is not as it should be, and what to do about it.
type Finding = comparison.Finding
