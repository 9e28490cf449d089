//go:build tools

// Package engine keeps what Docker Engine 28 and its client need in go.mod: their own modules have no go.mod, only a
// vendor.mod, whose requirements were taken over.
package engine

import (
	_ "github.com/docker/cli/cmd/docker"
	_ "github.com/docker/docker/cmd/dockerd"
)
