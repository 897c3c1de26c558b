package p

type i interface{ m() interface{ i } } // ERROR "invalid recursive type: anonymous interface refers to itself"

type j interface{ m() *interface{ j } } // ERROR "invalid recursive type: anonymous interface refers to itself"

type (
	k interface { // ERROR "invalid recursive type: anonymous interface refers to itself"
		m() interface {
			k
			l
		}
	}
	l interface {
		m() interface {
			k
			l
		}
	}
)

type named interface{ m() same }
type same interface{ n() named }

type u interface{ F() interface{ u } } // ERROR "invalid recursive type: anonymous interface refers to itself"
type v interface{ F() interface{ v } } // ERROR "invalid recursive type: anonymous interface refers to itself"

func equal(x u, y v) bool { return x == y }
