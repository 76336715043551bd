"""What people could type to make a report do something: markup, styles, files, links, templates, odd characters."""

PROBES = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<img src="http://127.0.0.1:9/x.png">',
    '"><svg onload=alert(1)>',
    "'><b>x</b>",
    '<svg><image href="file:///etc/passwd"/></svg>',
    '<svg><use href="http://127.0.0.1:9/x.svg#a"/></svg>',
    "<svg><foreignObject><p>x</p></foreignObject></svg>",
    '<link rel="attachment" href="file:///etc/passwd">',
    '<link rel=stylesheet href="http://127.0.0.1:9/x.css">',
    "<style>@import url(http://127.0.0.1:9/x.css);</style>",
    "</style><style>*{display:none}</style>",
    '<p style="background:url(file:///etc/passwd)">',
    "url(http://127.0.0.1:9/x.png)",
    '@import "http://127.0.0.1:9/x.css";',
    "@font-face{src:url(http://127.0.0.1:9/x.ttf)}",
    "}* { content: url(file:///etc/passwd) }",
    '<a href="javascript:alert(1)">x</a>',
    "javascript:alert(1)",
    '<a href="file:///etc/passwd">x</a>',
    '<a rel="attachment" href="file:///etc/passwd">x</a>',
    '<object data="file:///etc/passwd"></object>',
    '<embed src="data:image/svg+xml,<svg/>">',
    '<iframe src="file:///etc/passwd"></iframe>',
    "data:text/html,<script>alert(1)</script>",
    '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">',
    '<base href="http://127.0.0.1:9/">',
    "<table><tr><td>x",
    "</td></tr></table>",
    "</title></head><body>",
    "<!--",
    "-->",
    "<![CDATA[x]]>",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "&lt;script&gt;",
    "&#60;script&#62;",
    "{{ content }}",
    "{% load i18n %}{% now 'Y' %}",
    "{% include 'base.html' %}",
    "{{ settings.SECRET_KEY }}",
    "${7*7}#{7*7}",
    "%(firm)s %s %d",
    "\\u003cscript\\u003e",
    "\\0 \\9 \\a",
    "x\u202egpj.exe",
    "\u2066<b>\u2069",
    "a\u0300\u0301\u0302" * 10,
    "🏭👩🏽‍🏭",
    "مصنع",
    "A" * 200,
    "< b >x< /b >",
    "<\u0000script>",
    "＜script＞",
    "/JavaScript (x) /Launch /URI (http://127.0.0.1:9/)",
    ") Tj ET endstream endobj",
    "\r\n\r\n<p>",
)
AROUND = ("{}", "x{}", "{}x", '"{}', "'{}", ">{}", "</p>{}", "{}<!--", "&{}", "\t{}\n", "{{% {} %}}", "<b>{}</b>")


def some(random, count):
    """Return so many payloads: probes, and once all have had their turn, probes within and behind one another."""
    chosen = random.sample(PROBES, min(count, len(PROBES)))
    while len(chosen) < count:
        inner = random.choice(AROUND).format(random.choice(PROBES))
        chosen.append(random.choice(AROUND).format(inner + random.choice(("", random.choice(PROBES)))))
    return chosen
