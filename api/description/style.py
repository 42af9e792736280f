"""The style of the documentation page, written in it: nothing else is fetched."""

STYLE = """
:root { color-scheme: light; }
body { font: 1rem/1.55 "Source Sans 3", "Source Sans Pro", system-ui, sans-serif; color: #1b2430;
  background: #fff; margin: 0 auto; max-width: 62rem; padding: 1rem 1.25rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.2; }
h2 { margin-top: 3rem; border-bottom: 2px solid #1f4e8c; }
h3 { margin: 2.2rem 0 .3rem; font-size: 1.1rem; }
a { color: #1f4e8c; } a:focus, .cadre:focus { outline: 3px solid #c2410c; outline-offset: 2px; }
code { font: .92em/1.4 ui-monospace, "DejaVu Sans Mono", monospace; background: #eef2f7;
  padding: .05em .3em; border-radius: 3px; overflow-wrap: anywhere; }
nav ul { display: flex; flex-wrap: wrap; gap: .4rem 1.4rem; padding: 0; list-style: none; }
.cadre { overflow-x: auto; margin: .8rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .94rem; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #cbd5e1;
  padding: .35rem .6rem .35rem 0; }
.exemples { margin: .6rem 0 0; font-weight: 600; } article ul { margin-top: .2rem; }
summary { cursor: pointer; color: #1f4e8c; }
.saut { position: absolute; left: -99rem; } .saut:focus { position: static; }
"""
