/*
 * The style sheet of the page. Colours are the variables at its top, once for each scheme; tests/e2e/page.py
 * computes that text has a contrast of at least 4.5:1 on every ground it stands on.
 */
#include "reporters/html.h"

const char *const html_styles[] = {
	":root{color-scheme:light dark;"
	"--bg:#fff;--fg:#1c2227;--dim:#57616b;--line:#d8dde2;--soft:#f4f6f8;--link:#0b57a4;"
	"--good:#156b37;--bad:#b3261e;--doubt:#7a5600;"
	"--bad-bg:#fdecea;--doubt-bg:#fdf5dc}\n",

	"@media(prefers-color-scheme:dark){:root{"
	"--bg:#14181c;--fg:#e2e7ec;--dim:#9da8b2;--line:#38414a;--soft:#1b2127;--link:#82bbfb;"
	"--good:#65cd88;--bad:#ff938a;--doubt:#e3b950;"
	"--bad-bg:#411c1c;--doubt-bg:#362d13}}\n",

	"*{box-sizing:border-box}\n"
	"html{scroll-padding-top:1rem}\n"
	"body{margin:0;background:var(--bg);color:var(--fg);font:1rem/1.5 system-ui,sans-serif}\n"
	"header,main{max-width:78rem;margin:0 auto;padding:1rem;outline:0}\n"
	"main{padding-top:0;padding-bottom:4rem}\n"
	"h1{font-size:1.6rem;line-height:1.3;margin:.5rem 0 0;overflow-wrap:anywhere}\n"
	"h2{font-size:1.2rem;margin:2.5rem 0 .75rem;padding-bottom:.3rem;"
	"border-bottom:1px solid var(--line)}\n"
	"h3{font-size:1rem;margin:1.25rem 0 .4rem;overflow-wrap:anywhere}\n"
	".places::first-letter{text-transform:uppercase}\n"
	"h3 span{font-weight:400}\n"
	"p{margin:.4rem 0;overflow-wrap:anywhere}\n"
	"ul,ol{margin:.4rem 0;padding-left:1.4rem}\n"
	"li{overflow-wrap:anywhere}\n"
	"code{font:.85em/1.4 ui-monospace,monospace;unicode-bidi:isolate}\n"
	"small{font-size:.85em;color:var(--dim);font-weight:400}\n"
	"a{color:var(--link)}\n"
	":focus-visible{outline:3px solid var(--link);outline-offset:2px}\n"
	".skip{position:absolute;left:-99rem;padding:.5rem 1rem;background:var(--bg)}\n"
	".skip:focus{left:0}\n"
	".dim,dt{color:var(--dim)}\n"
	".good{color:var(--good)}\n"
	".bad{color:var(--bad)}\n"
	".doubt{color:var(--doubt)}\n",

	"nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:.75rem 0 0;padding:0;"
	"list-style:none}\n"
	".rules{padding:0;list-style:none}\n"
	".rules li{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .75rem;padding:.3rem 0;"
	"border-top:1px solid var(--line)}\n"
	".rules span{flex:1 1 20rem}\n"
	".blockers>li{margin-bottom:.75rem}\n"
	".said{margin:0;color:var(--dim);white-space:pre-wrap}\n"
	"dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;overflow-wrap:anywhere}\n"
	"dd{margin:0}\n"
	"summary{cursor:pointer;padding:.15rem 0;overflow-wrap:anywhere}\n",

	".wide{overflow-x:auto}\n"
	"table{border-collapse:collapse;min-width:100%}\n"
	"th,td{padding:.35rem .75rem;border-bottom:1px solid var(--line);text-align:right;"
	"white-space:nowrap;font-variant-numeric:tabular-nums}\n"
	"th:first-child{text-align:left;padding-left:0}\n"
	"thead th{color:var(--dim);font-weight:400}\n"
	"svg{width:6.25rem;height:.375rem;background:var(--line);vertical-align:middle}\n"
	"path{fill:var(--good)}\n"
	".t{fill:none;stroke:var(--fg);stroke-width:2}\n",

	".trend{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1rem}\n"
	"figure{margin:0;padding:.75rem;background:var(--soft);border-radius:.375rem}\n"
	"figure p{margin:0;font-size:.85em}\n"
	"figure svg{width:100%;height:auto;background:none}\n"
	"polyline{fill:none;stroke:var(--link);stroke-width:2}\n"
	"circle{fill:var(--link)}\n",

	".tree ul{padding-left:1rem;list-style:none}\n"
	".tree>ul{padding:0}\n"
	".tree li{padding:.1rem 0}\n"
	".tree li li{border-left:1px solid var(--line);padding-left:.5rem}\n"
	".tree li>code,.tree li>a{padding-left:1rem}\n"
	".row{float:right;font-variant-numeric:tabular-nums}\n"
	".row>span{display:inline-block;min-width:5rem;text-align:right}\n"
	".tree li,.tree summary{overflow:hidden}\n",

	".src{margin:.4rem 0 1rem;padding:.25rem 0 .25rem 4.5em;background:var(--soft);"
	"font:.8125rem/1.5 ui-monospace,monospace;tab-size:4;border-radius:.375rem}\n"
	".src li{position:relative;padding:0 .5rem 0 2.2em;border-left:4px solid transparent;"
	"background:var(--bg);white-space:pre-wrap;min-height:1.5em}\n"
	".src li::marker{color:var(--dim)}\n"
	".src .c{border-color:var(--good)}\n"
	".src .u{border-color:var(--bad);background:var(--bad-bg)}\n"
	".src .p{border-color:var(--doubt);background:var(--doubt-bg)}\n"
	".src .u::before,.src .p::before{position:absolute;left:.4em;font-weight:700;color:var(--bad);"
	"content:\"!\"}\n"
	".src .p::before{color:var(--doubt);content:\"~\"}\n"
	".src .a::after{position:absolute;left:1.3em;top:0;color:var(--dim);content:\"+\"}\n"
	".src b{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);"
	"white-space:nowrap}\n"
	".src i{color:var(--doubt);user-select:none}\n"
	".src :target{outline:2px solid var(--link)}\n",

	"@media(max-width:40rem){\n"
	"body{font-size:.9375rem}\n"
	"dl,th small{display:block}\n"
	"dd{margin:0 0 .5rem}\n"
	".row svg{display:none}\n"
	".row>span{min-width:4rem}\n"
	".src{padding-left:3em}\n"
	".src li{padding-left:2em;tab-size:2}}\n"
	"@media print{\n"
	"nav,.skip{display:none}\n"
	"body{font-size:.8rem}\n"
	".src li{print-color-adjust:exact;-webkit-print-color-adjust:exact}}\n",
};

const size_t html_style_count = sizeof(html_styles) / sizeof(html_styles[0]);
