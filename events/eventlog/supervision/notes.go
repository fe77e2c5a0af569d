package supervision

import "ahd/events/eventlog"

// Remade says that the log was made anew from the ledger by itself while the folder was
// opened; "" if it was not.
func (l *Log) Remade() string {
	repair := l.remade.Load()
	if repair == nil {
		return ""
	}
	text := "The log was damaged or gone and was made anew from the ledger: nothing that anybody was answered for is lost"
	if repair.Kept == "" {
		return text + "."
	}
	return text + "; what was left of it is kept in the data folder as " + repair.Kept + "."
}

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
