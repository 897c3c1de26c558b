// The Sun and four planets: 1,000,000 steps of a symplectic integrator, three square roots of dependent
// floating-point work an interaction.
package main

import (
	"fmt"
	"math"
	"time"
)

type body struct{ x, y, z, vx, vy, vz, mass float64 }

const (
	solarMass = 4 * math.Pi * math.Pi
	year      = 365.24
)

func planets() []body {
	b := []body{
		{0, 0, 0, 0, 0, 0, 1},
		{4.84143144246472090, -1.16032004402742839, -0.103622044471123109, 0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609},
		{8.34336671824457987, 4.12479856412430479, -0.403523417114321381, -0.00276742510726411341, 0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812},
		{12.8943695621391310, -15.1111514016986312, -0.223307578892655734, 0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556, 0.0000436624404335156298},
		{15.3796971148509165, -25.9193146099879641, 0.179258772950371181, 0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870, 0.0000515138902046611451},
	}
	for i := range b {
		p := &b[i]
		p.vx, p.vy, p.vz, p.mass = p.vx*year, p.vy*year, p.vz*year, p.mass*solarMass
	}
	for i := 1; i < len(b); i++ {
		b[0].vx -= b[i].vx * b[i].mass / solarMass
		b[0].vy -= b[i].vy * b[i].mass / solarMass
		b[0].vz -= b[i].vz * b[i].mass / solarMass
	}
	return b
}

func advance(bodies []body, dt float64) {
	for i := range bodies {
		p := &bodies[i]
		for j := i + 1; j < len(bodies); j++ {
			q := &bodies[j]
			dx, dy, dz := p.x-q.x, p.y-q.y, p.z-q.z
			d2 := dx*dx + dy*dy + dz*dz
			pull := dt / (d2 * math.Sqrt(d2))
			p.vx -= dx * q.mass * pull
			p.vy -= dy * q.mass * pull
			p.vz -= dz * q.mass * pull
			q.vx += dx * p.mass * pull
			q.vy += dy * p.mass * pull
			q.vz += dz * p.mass * pull
		}
	}
	for i := range bodies {
		p := &bodies[i]
		p.x += dt * p.vx
		p.y += dt * p.vy
		p.z += dt * p.vz
	}
}

func energy(bodies []body) float64 {
	e := 0.0
	for i := range bodies {
		p := &bodies[i]
		e += 0.5 * p.mass * (p.vx*p.vx + p.vy*p.vy + p.vz*p.vz)
		for j := i + 1; j < len(bodies); j++ {
			q := &bodies[j]
			dx, dy, dz := p.x-q.x, p.y-q.y, p.z-q.z
			e -= p.mass * q.mass / math.Sqrt(dx*dx+dy*dy+dz*dz)
		}
	}
	return e
}

func main() {
	start := time.Now()
	bodies := planets()
	for range 1_000_000 {
		advance(bodies, 0.01)
	}
	fmt.Println(time.Since(start).Nanoseconds())
	if got := fmt.Sprintf("%.6f", energy(bodies)); got != "-0.169086" {
		panic(got)
	}
}
