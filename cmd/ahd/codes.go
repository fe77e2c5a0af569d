package main

func init() {
	columns["codes"] = []string{"list", "code", "within", "ur", "en"}
}
