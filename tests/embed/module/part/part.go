// Package part embeds into exported variables.
package part

import "embed"

type Text string

//go:embed part.txt
var Contents Text

//go:embed part.*
var Files embed.FS
