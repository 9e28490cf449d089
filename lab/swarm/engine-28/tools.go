//go:build tools

// Package engine keeps what Docker Engine 28 needs in go.mod: the engine's own module has no go.mod, only a vendor.mod,
// whose requirements were taken over.
package engine

import _ "github.com/docker/docker/cmd/dockerd"
