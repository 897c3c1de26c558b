// os.Getgroups beside the kernel's own account; runtime.GOROOT and SetDefaultGOMAXPROCS.
package main

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
)

func main() {
	groups, err := os.Getgroups()
	status, _ := os.ReadFile("/proc/self/status")
	_, list, _ := strings.Cut(string(status), "\nGroups:")
	list, _, _ = strings.Cut(list, "\n")
	slices.Sort(groups)
	var own []string
	for _, g := range groups {
		own = append(own, fmt.Sprint(g))
	}
	fmt.Println(err, slices.Equal(own, strings.Fields(list)))
	runtime.GOMAXPROCS(runtime.NumCPU() + 2)
	runtime.SetDefaultGOMAXPROCS()
	fmt.Println(runtime.GOMAXPROCS(0) <= runtime.NumCPU())
	if root := os.Getenv("GOROOT"); root != "" {
		fmt.Println(runtime.GOROOT() == root)
	} else {
		fmt.Println(true)
	}
}
