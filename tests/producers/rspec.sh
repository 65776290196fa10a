#!/usr/bin/env bash
# RSpec with its formatter: pending, skipped, a hook that fails; a file that cannot be loaded.
# shellcheck source=tests/producers/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need ruby-rspec ruby-rspec-junit-formatter

# run FIXTURE FILE...
run() {
	expect 1 rspec --format RspecJunitFormatter --out report.xml --order defined "${@:2}"
	keep "$1" report.xml
}

project rspec
run rspec.xml spec/stock_spec.rb
run rspec-load-error.xml spec
