package bench

import (
	"errors"
	"sync"
	"time"
)

const (
	clients   = 16
	roundTime = 3 * time.Second // of each side, unless it is through before
)

// AtOnce lets every client act so often, one turn after the other, all at the same
// time, and begins no turn after longest. It returns how long each turn took, and
// how many there were in a second.
func AtOnce(clients, each int, longest time.Duration, act func(client, turn int) error) (took []time.Duration, perSecond float64, err error) {
	turns := make([][]time.Duration, clients)
	errs := make([]error, clients)
	start := time.Now()
	var all sync.WaitGroup
	for client := range clients {
		all.Go(func() {
			for turn := range each {
				began := time.Now()
				if began.Sub(start) > longest {
					return
				}
				if errs[client] = act(client, turn); errs[client] != nil {
					return
				}
				turns[client] = append(turns[client], time.Since(began))
			}
		})
	}
	all.Wait()
	elapsed := time.Since(start)
	for _, own := range turns {
		took = append(took, own...)
	}
	return took, float64(len(took)) / elapsed.Seconds(), errors.Join(errs...)
}
