# The portal's commands. Each one installs what it needs first; the logic is in portal/local/.
PYTHON ?= python3

.PHONY: run serve test account bench faults shots lock

run:  ## set up and serve the portal with its data on http://127.0.0.1:8000
	@exec $(PYTHON) -m portal.local.start run

serve:  ## the production stack on this machine, with TLS, until Ctrl-C; make serve ARGS=--utan-tls without nginx
	@exec $(PYTHON) -m portal.local.start serve $(ARGS)

test:  ## set up and run all checks and tests; make test ARGS="tests/local -k socket" runs some of them
	@exec $(PYTHON) -m portal.local.start test $(ARGS)

account:  ## create an account for the back office
	@exec $(PYTHON) -m portal.local.start account $(ARGS)

bench:  ## what pages cost, as ratios to a constant answer; make bench ARGS="1 10 100" with so many times the history
	@exec $(PYTHON) -m portal.local.start bench $(ARGS)

faults:  ## breaks a running portal a thousand times and sees that nothing is lost; make faults ARGS="1000 7" with a seed
	@exec $(PYTHON) -m portal.local.start faults $(ARGS)

shots:  ## pictures of every kind of page, in light, dark, on a phone and on paper; make shots ARGS="sök löfte" takes some
	@exec $(PYTHON) -m portal.local.start shots $(ARGS)

lock:  ## lock the versions in pyproject.toml; make lock ARGS=upgrade takes newer ones
	@exec $(PYTHON) -m portal.local.start lock $(ARGS)
