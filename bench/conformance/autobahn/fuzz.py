# Runs the Autobahn cases against a server: fuzz.py URL AGENT REPORTS_DIRECTORY CASES LEFT_OUT, the last two as lists
# joined by commas. Runs in Jython in a process of its own: a Java package named "io" hides Python's module of that name.
import sys

from autobahntestsuite import wstest

url, agent, reports, cases, left_out = sys.argv[1:6]
wstest.start({"mode": "fuzzingclient"}, {
    "failByDrop": False,
    "outdir": reports,
    "servers": [{"agent": agent, "url": url, "options": {}}],
    "cases": cases.split(","),
    "exclude-cases": left_out.split(","),
    "exclude-agent-cases": {},
})
