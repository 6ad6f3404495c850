"""Who may do what: an account's roles and parties in a kommun, and which steps they give."""

from pledges.models import Membership, Municipality, Role
from pledges.querysets import scope_of

# Which roles may take each step with a kommun's pledges and follow-ups.
ROLES_FOR = {
    "edit": frozenset(Role),
    "send": frozenset(Role),
    "approve": frozenset({Role.REVIEWER, Role.COORDINATOR}),
    "return": frozenset({Role.REVIEWER, Role.COORDINATOR}),
    "publish": frozenset({Role.REVIEWER, Role.COORDINATOR}),
    "withdraw": frozenset({Role.REVIEWER, Role.COORDINATOR, Role.ADMINISTRATOR}),
    "remind": frozenset({Role.COORDINATOR, Role.ADMINISTRATOR}),
}
# What a superuser, who runs the portal but speaks for no party, may do without a membership.
OPERATOR_MAY = frozenset({"edit", "send", "publish", "withdraw", "remind"})


def may_work(user) -> bool:
    """Whether the account may use the back office at all."""
    return user.is_active and (user.is_superuser or not scope_of(user).is_empty)


def may(user, verb: str, municipality: Municipality) -> bool:
    """Whether the account may take the step in the kommun. Raises KeyError for a verb that does not exist."""
    wanted = ROLES_FOR[verb]
    if user.is_active and user.is_superuser and verb in OPERATOR_MAY:
        return True
    return any(role in wanted for role, _party in scope_of(user).at(municipality.pk))


def parties_of(user, municipality: Municipality) -> frozenset[str]:
    """The parties that the account may approve for in the kommun."""
    return frozenset(party for role, party in scope_of(user).at(municipality.pk) if role in ROLES_FOR["approve"])


def voices_of(user, municipality: Municipality) -> frozenset[str]:
    """The parties for which the account may answer in the kommun: both, for who administers or runs the portal."""
    work = scope_of(user).at(municipality.pk)
    if user.is_active and (user.is_superuser or Role.ADMINISTRATOR in {role for role, _party in work}):
        return frozenset(Membership.Party.values)
    return frozenset(party for _role, party in work)


def administers_accounts(user) -> bool:
    """Whether the account may give others work: an administrator of the whole country, or who runs the portal."""
    country = {role for role, _party in scope_of(user).country}
    return user.is_active and (user.is_superuser or Role.ADMINISTRATOR in country)


def rights_of(user) -> str:
    """All that the account may do, to compare with later: its sessions get new keys when it changes."""
    if user.is_superuser:
        return "operator"
    scope = scope_of(user)
    return repr((sorted(scope.country), sorted((code, sorted(work)) for code, work in scope.by_code.items())))
