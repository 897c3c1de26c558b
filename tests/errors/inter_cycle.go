package p

type i interface{ m() interface{ i } } // ERROR "invalid recursive type: anonymous interface refers to itself"

type j interface{ m() *interface{ j } } // ERROR "invalid recursive type: anonymous interface refers to itself"
