// Package metrics lets a program read what its runtime has counted and measured: memory by use, allocations
// by size, collections and their pauses, CPU time by purpose, goroutines by state, and more.
//
// A metric has a name, a path and a unit with a colon between: "/gc/heap/allocs:bytes". [All] describes those
// that there are; the names, kinds and meanings are Go's. A program asks for some by name:
//
//	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}}
//	metrics.Read(samples)
//	if samples[0].Value.Kind() == metrics.KindUint64 {
//		fmt.Println(samples[0].Value.Uint64())
//	}
//
// No value is ever NaN or infinite; bounds of histograms may be infinite.
package metrics
