package wording

// NotIndependent says why whoever assessed or closed was not independent, of the
// commitment or of what goes on as it; "" for none.
func (l Language) NotIndependent(why *string) string {
	if why == nil {
		return ""
	}
	return l.sentence("not independent " + *why)
}
