// What a script does with the parsers of npm: reads a tracefile and counts its lines.
// usage: node peers.js parse-lcov|lcov-parse FILE
const fs = require("fs");

const [name, file] = process.argv.slice(2);

function count(error, files) {
	if (error) {
		throw new Error(error);
	}
	console.log(files.reduce((sum, f) => sum + f.lines.found, 0));
}

if (name === "parse-lcov") {
	count(null, require("parse-lcov").default(fs.readFileSync(file, "utf8")));
} else {
	require("lcov-parse")(file, count);
}
