// A web of goroutines: a pipeline fans out to workers and in again, while the collector runs.
//
//	vole run ./samples/goroutines
//	GODEBUG=gctrace=1,schedtrace=100 ./goroutines
//	GOMAXPROCS=1 ./goroutines
//
// Look at: the same result however the goroutines are scheduled; "P" in gctrace lines is GOMAXPROCS.
package main

import (
	"fmt"
	"sync"
)

type job struct {
	id   int
	data []int
}

func produce(n int) <-chan *job {
	out := make(chan *job)
	go func() {
		defer close(out)
		for i := 0; i < n; i++ {
			data := make([]int, 100)
			for k := range data {
				data[k] = i * k
			}
			out <- &job{i, data}
		}
	}()
	return out
}

func work(in <-chan *job, out chan<- int, wg *sync.WaitGroup) {
	defer wg.Done()
	for j := range in {
		sum := 0
		for _, x := range j.data {
			sum += x
		}
		out <- sum
	}
}

// sieve is the classic chain of filters, a goroutine a prime.
func sieve(n int) []int {
	var primes []int
	ch := make(chan int)
	done := make(chan struct{})
	go func(out chan<- int) {
		for i := 2; ; i++ {
			select {
			case out <- i:
			case <-done:
				return
			}
		}
	}(ch)
	for len(primes) < n {
		prime := <-ch
		primes = append(primes, prime)
		next := make(chan int)
		go func(in <-chan int, out chan<- int) {
			for {
				select {
				case x := <-in:
					if x%prime != 0 {
						select {
						case out <- x:
						case <-done:
							return
						}
					}
				case <-done:
					return
				}
			}
		}(ch, next)
		ch = next
	}
	close(done)
	return primes
}

func main() {
	in := produce(2000)
	out := make(chan int, 16)
	var wg sync.WaitGroup
	for i := 0; i < 8; i++ {
		wg.Add(1)
		go work(in, out, &wg)
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	total := 0
	for sum := range out {
		total += sum
	}
	fmt.Println("total:", total)
	fmt.Println("primes:", sieve(20))
}
