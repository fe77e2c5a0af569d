package node

import "ahd/events/eventlog"

// BatchNote names the command that lets an external log take several events at once; empty
// where it does, or where nobody can be asked.
func (l *Log) BatchNote() string {
	o := l.borrow()
	if o == nil {
		return ""
	}
	defer o.users.Done()
	if o.log.Batches() {
		return ""
	}
	return "The log takes one event at a time, which is safe and slower with many people at once. On the NATS server, “nats stream edit " + eventlog.Name + " --allow-batch” lets it take several. Nothing need be stopped."
}
