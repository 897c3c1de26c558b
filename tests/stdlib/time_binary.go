// Times as bytes and back, in zones of all kinds.
package main

import (
	"fmt"
	"os"
	"time"
)

func init() { os.Setenv("TZ", "UTC") }

func main() {
	zones := []*time.Location{time.UTC, time.FixedZone("A", 3600), time.FixedZone("B", -5*3600-30*60), time.FixedZone("C", 3601), time.FixedZone("D", -59),
		time.FixedZone("E", -60), time.FixedZone("F", 1<<22), time.FixedZone("G", -3605), time.FixedZone("H", 0)}
	for _, zone := range zones {
		for _, t := range []time.Time{{}, time.Unix(0, 0), time.Unix(1e9, 123456789), time.Date(-5, 1, 2, 3, 4, 5, 6, time.UTC), time.Unix(1<<40, 999999999)} {
			t = t.In(zone)
			b, err := t.MarshalBinary()
			fmt.Printf("%x %v ", b, err)
			appended, err := t.AppendBinary([]byte("x"))
			fmt.Println(string(appended) == "x"+string(b), err)
			if err != nil {
				continue
			}
			var back time.Time
			err = back.UnmarshalBinary(b)
			fmt.Println(back, err, back.Equal(t), back.Location() == time.UTC)
		}
	}
	var t time.Time
	fmt.Println(t.UnmarshalBinary(nil), t.UnmarshalBinary([]byte{3}), t.UnmarshalBinary([]byte{1, 2}), t.GobDecode(make([]byte, 15)))
	b, err := time.Unix(5, 6).UTC().GobEncode()
	fmt.Println(b, err, t.GobDecode(b), t)
	b = append(b, 7)
	fmt.Println(t.GobDecode(b))
	b[0] = 2
	fmt.Println(t.GobDecode(b), t)
	for _, zone := range zones {
		fmt.Println(t.In(zone).Format("-07 -0700 -07:00 -070000 -07:00:00 Z07 Z0700 Z07:00 Z070000 Z07:00:00 MST"))
	}
}
