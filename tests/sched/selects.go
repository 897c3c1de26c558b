// Channels and select.
package main

func gen(n int) <-chan int {
	c := make(chan int)
	go func() {
		for i := 0; i < n; i++ {
			c <- i
		}
		close(c)
	}()
	return c
}

type msg struct {
	s string
	p *int
	e error
}

func primes(n int) {
	ch := make(chan int)
	go func(ch chan<- int) {
		for i := 2; ; i++ {
			ch <- i
		}
	}(ch)
	for i := 0; i < n; i++ {
		p := <-ch
		if i%50 == 49 {
			println(p)
		}
		c2 := make(chan int)
		go func(in, out chan int, p int) {
			for {
				i := <-in
				if i%p != 0 {
					out <- i
				}
			}
		}(ch, c2, p)
		ch = c2
	}
}

func main() {
	a, b := gen(1000), gen(2000)
	s, n := 0, 0
	for a != nil || b != nil {
		select {
		case v, ok := <-a:
			if !ok {
				a = nil
				continue
			}
			s += v
			n++
		case v, ok := <-b:
			if !ok {
				b = nil
				continue
			}
			s += v
			n++
		}
	}
	println(s, n)
	m := make(chan msg, 3)
	x := 5
	m <- msg{"a", &x, nil}
	m <- msg{"b", nil, nil}
	select {
	case m <- msg{"c", &x, nil}:
		println("sent")
	default:
		println("full")
	}
	select {
	case m <- msg{"d", &x, nil}:
		println("sent")
	default:
		println("full")
	}
	close(m)
	for v := range m {
		println(v.s, v.p == &x)
	}
	_, ok := <-m
	println(ok)
	func() {
		defer func() { println(recover().(error).Error()) }()
		m <- msg{}
	}()
	func() {
		defer func() { println(recover().(error).Error()) }()
		close(m)
	}()
	func() {
		defer func() { println(recover().(error).Error()) }()
		var c chan int
		close(c)
	}()
	func() {
		defer func() { println(recover().(error).Error()) }()
		select {
		case m <- msg{}:
		}
	}()
	var nilc chan int
	select {
	case <-nilc:
		println("bad")
	default:
		println("default")
	}
	counts := [3]int{}
	cs := [3]chan int{make(chan int, 1), make(chan int, 1), make(chan int, 1)}
	for i := 0; i < 3000; i++ {
		for j := range cs {
			select {
			case cs[j] <- 1:
			default:
			}
		}
		select {
		case <-cs[0]:
			counts[0]++
		case <-cs[1]:
			counts[1]++
		case <-cs[2]:
			counts[2]++
		}
	}
	println(counts[0] > 800, counts[1] > 800, counts[2] > 800)
	primes(300)
}
