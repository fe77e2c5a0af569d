// Package terminal answers: how is an answer shown to whoever sits at the command line?
package terminal

import (
	"bufio"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"ahd.example/ahd/events/register"
)

// Terminal is where one run of the program says what it has to say.
type Terminal struct {
	In   *os.File  // where somebody may confirm; nil for nobody
	Out  io.Writer // data
	Err  io.Writer // everything else
	Now  func() time.Time
	JSON bool // print JSON

	ProgressJSON bool // so is told how far long work is

	Width int // how many characters a line has; 0 where whole lines are wanted

	Register register.Described // what the register says of itself, once it was asked
}

// WidthOf is how many characters a line of the terminal at the other end of a file has; 0
// where there is no terminal: whatever reads there wants everything whole. COLUMNS is taken
// for a terminal that does not know it.
func WidthOf(file *os.File) int {
	if !attended(file) {
		return 0
	}
	if size, err := unix.IoctlGetWinsize(int(file.Fd()), unix.TIOCGWINSZ); err == nil && size.Col > 0 {
		return int(size.Col)
	}
	if columns, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && columns > 0 {
		return columns
	}
	return 80
}

// Confirms asks whoever sits at the terminal. Where nobody does, nobody confirms.
func (t *Terminal) Confirms(question string) bool {
	if !attended(t.In) {
		return false
	}
	io.WriteString(t.Err, question)
	said, _ := bufio.NewReader(t.In).ReadString('\n') // an end of input is no yes
	return strings.EqualFold(strings.TrimSpace(said), "yes")
}

// attended reports whether somebody sits at the other end of a file.
func attended(file *os.File) bool {
	if file == nil {
		return false
	}
	here, err := file.Stat()
	if err != nil || here.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	nobody, err := os.Stat(os.DevNull) // is such a device too
	return err != nil || !os.SameFile(here, nobody)
}
