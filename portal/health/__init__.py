"""How the portal is: what can fail, each part in a state that machines, operators and the status page share."""
