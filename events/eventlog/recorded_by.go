package eventlog

// Beside each event that is recorded in a log that others keep stands which node recorded
// it. It is no part of the record: an event is its body, and a log that is filled again
// from the ledger says of none who it was. It lets a second folder under the same key see
// that it is not alone.
const nodeHeader = "Ahd-Node"

// RecordedBy is the node that recorded the newest event, as far as this log has seen; ""
// where that is not known.
func (l *Log) RecordedBy() string {
	if by := l.by.Load(); by != nil {
		return *by
	}
	return ""
}

func (l *Log) recordedBy(node string) { l.by.Store(&node) }
