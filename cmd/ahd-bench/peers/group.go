package peers

import (
	"context"
	"sync"
)

// maxGroup is how many that wait are written together.
const maxGroup = 256

// asked is what one client wants to be on disk.
type asked struct {
	client, turn int
	done         chan error
}

// group lets everybody who waits be written together: whoever asks while one group is
// written is in the next.
type group struct {
	queue chan asked
	write func([]asked) error
	ended sync.WaitGroup
}

func newGroup(write func([]asked) error) *group {
	g := &group{queue: make(chan asked, maxGroup), write: write}
	g.ended.Go(g.run)
	return g
}

func (g *group) run() {
	for first := range g.queue {
		all := []asked{first}
		for more := true; more && len(all) < maxGroup; {
			select {
			case next, open := <-g.queue:
				if more = open; open {
					all = append(all, next)
				}
			default:
				more = false
			}
		}
		err := g.write(all)
		for _, one := range all {
			one.done <- err
		}
	}
}

// record waits until what a client wants is on disk.
func (g *group) record(_ context.Context, client, turn int) error {
	a := asked{client, turn, make(chan error, 1)}
	g.queue <- a
	return <-a.done
}

// close waits for the last group. Nobody asks any more.
func (g *group) close() {
	close(g.queue)
	g.ended.Wait()
}
