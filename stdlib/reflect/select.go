package reflect

import (
	"internal/abi"
	"unsafe"
)

// A SelectDir says what a SelectCase does.
type SelectDir int

const (
	_             SelectDir = iota
	SelectSend              // case Chan <- Send
	SelectRecv              // case <-Chan
	SelectDefault           // default
)

// A SelectCase is one case of Select. One whose Chan is the zero Value is never ready.
type SelectCase struct {
	Dir  SelectDir
	Chan Value
	Send Value // what to send; for SelectSend only
}

const maxCases = 65536

// runtimeCase is GoSelectCase in lang/abi.h.
type runtimeCase struct {
	ch, elem unsafe.Pointer
}

// Select does what a select statement with these cases does. It returns the index of the case that was chosen and, if
// it receives, what it received and whether that came from a sender and not from a closed channel.
func Select(cases []SelectCase) (chosen int, recv Value, recvOK bool) {
	if len(cases) > maxCases {
		panic("reflect.Select: too many cases (max 65536)")
	}
	fallback := -1
	var sends, recvs []runtimeCase
	var sendAt, recvAt []int // indices in cases
	for i := range cases {
		c := &cases[i]
		switch c.Dir {
		case SelectDefault:
			if fallback >= 0 {
				panic("reflect.Select: multiple default cases")
			}
			c.checkDefault()
			fallback = i
		case SelectSend:
			sends = append(sends, c.sending())
			sendAt = append(sendAt, i)
		case SelectRecv:
			recvs = append(recvs, c.receiving())
			recvAt = append(recvAt, i)
		default:
			panic("reflect.Select: invalid Dir")
		}
	}
	all := append(sends, recvs...)
	first := unsafe.Pointer(unsafe.SliceData(all))
	at := selectgo(first, len(sends), len(recvs), fallback < 0, &recvOK)
	switch {
	case at < 0:
		return fallback, Value{}, false
	case at < len(sends):
		return sendAt[at], Value{}, false
	}
	chosen = recvAt[at-len(sends)]
	elem := cases[chosen].Chan.typ().Elem()
	return chosen, loaded(elem, all[at].elem, 0), recvOK
}

func (c *SelectCase) checkDefault() {
	if c.Chan.IsValid() {
		panic("reflect.Select: default case has Chan value")
	}
	if c.Send.IsValid() {
		panic("reflect.Select: default case has Send value")
	}
}

// channel returns the type of the case's channel, nil if there is none.
func (c *SelectCase) channel(dir ChanDir, wrong string) *abi.ChanType {
	if !c.Chan.IsValid() {
		return nil
	}
	c.Chan.must(Chan, "Select")
	c.Chan.mustBeExported("Select")
	ct := (*abi.ChanType)(unsafe.Pointer(c.Chan.typ()))
	if ChanDir(ct.Dir)&dir == 0 {
		panic("reflect.Select: " + wrong)
	}
	return ct
}

func (c *SelectCase) sending() runtimeCase {
	ct := c.channel(SendDir, "SendDir case using recv-only channel")
	if ct == nil {
		return runtimeCase{}
	}
	if !c.Send.IsValid() {
		panic("reflect.Select: SendDir case missing Send value")
	}
	c.Send.mustBeExported("Select")
	x := c.Send.assignTo("reflect.Select", ct.Elem)
	p := unsafe_New(ct.Elem)
	abi.Typedmemmove(ct.Elem, p, x.address())
	escapes(x.ptr)
	return runtimeCase{c.Chan.pointer(), p}
}

func (c *SelectCase) receiving() runtimeCase {
	if c.Send.IsValid() {
		panic("reflect.Select: RecvDir case has Send value")
	}
	ct := c.channel(RecvDir, "RecvDir case using send-only channel")
	if ct == nil {
		return runtimeCase{}
	}
	return runtimeCase{c.Chan.pointer(), unsafe_New(ct.Elem)}
}
