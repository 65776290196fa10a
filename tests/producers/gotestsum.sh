#!/usr/bin/env bash
# gotestsum: a package that does not compile, a test that passes when run again.
# shellcheck source=tests/producers/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need gotestsum golang-go
export GOCACHE=$scratch/cache GOFLAGS=-mod=mod GOPROXY=off

project gotestsum
expect 2 gotestsum --junitfile report.xml ./...
keep gotestsum.xml report.xml
rm -f stock/ran
expect 1 gotestsum --junitfile report.xml --rerun-fails --packages ./stock
keep gotestsum-rerun.xml report.xml
