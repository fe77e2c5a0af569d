package node

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
