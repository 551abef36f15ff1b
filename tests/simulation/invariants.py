"""What must hold whatever is killed, each promise as one function that names what broke it.

`check` runs all of them on the history of one run, simulated or real. A function yields one sentence a violation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from interarec.contracts.topics import BATCHES, CONSTRAINTS, INTERACTIONS, RECOMMENDATIONS, SCREENSHOTS, SUMMARIES
from interarec.domain.batches import BatchOutcome, BatchState, ScreenshotBatch
from interarec.domain.constraints import ConstraintSet
from interarec.domain.interactions import TRIGGERS, Interaction
from interarec.domain.recommendations import BasedOn, Recommendation
from interarec.domain.screenshots import Screenshot

from tests.simulation.history import Answered, ClientLog, Dropped, History, Message, Shown

__all__ = ["INVARIANTS", "check"]

NEVER = 1 << 60


def check(history: History) -> list[str]:
    """Every violation, with the name of the promise."""
    return [f"{promise.__name__}: {said}" for promise in INVARIANTS for said in promise(history)]


def first_batches(history: History) -> dict[str, Message]:
    """The first batch of each id counts."""
    first: dict[str, Message] = {}
    for message in history.of(BATCHES.name):
        if message.value is not None:
            first.setdefault(message.value.batch_id, message)
    return first


def first_outcomes(history: History) -> dict[str, Message]:
    """The first outcome of each batch counts."""
    first: dict[str, Message] = {}
    for message in history.of(SUMMARIES.name):
        if message.value is not None:
            first.setdefault(message.value.batch_id, message)
    return first


def each_screenshot_is_in_exactly_one_outcome(history: History) -> Iterator[str]:
    """Each acknowledged screenshot of a session that was not erased."""
    taken: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    outcomes = first_outcomes(history)
    for name, message in first_batches(history).items():
        batch: ScreenshotBatch = message.value
        for item in batch.items:
            taken[batch.session_id, item.screenshot.sequence].append(name)
    for session_id, sequence in sorted(history.acknowledged):
        names = taken.get((session_id, sequence), [])
        if session_id in history.erased:
            continue
        if not names:
            yield f"screenshot {session_id}.{sequence} is in no batch"
        elif not any(name in outcomes for name in names):
            yield f"screenshot {session_id}.{sequence} is in batch {names[0]}, which has no outcome"
    for (session_id, sequence), names in taken.items():
        if len(names) > 1:
            yield f"screenshot {session_id}.{sequence} is in {len(names)} batches: {', '.join(names)}"


def each_batch_has_one_named_state(history: History) -> Iterator[str]:
    """One state a batch; what follows is made from the first outcome; every batch of one name is the same batch."""
    batches, outcomes = first_batches(history), first_outcomes(history)
    for name, message in batches.items():
        if name not in outcomes and message.value.session_id not in history.erased:
            yield f"batch {name} of {message.value.session_id} has no outcome"
    for message in history.of(BATCHES.name):
        if message.value is not None and batches[message.value.batch_id].value.items != message.value.items:
            yield f"batch {message.value.batch_id} was cut twice, with different screenshots"
    for message in outcomes.values():
        outcome: BatchOutcome = message.value
        if outcome.state is not BatchState.SUMMARISED and not outcome.reason:
            yield f"batch {outcome.batch_id} ended {outcome.state.value} without a reason"
    for message in history.of(CONSTRAINTS.name):
        made: ConstraintSet | None = message.value
        if made is not None and made.batch_id in outcomes and outcomes[made.batch_id].value.state is not made.state:
            yield f"constraints of batch {made.batch_id} come from a state that is not its first"


def offsets_of_a_session_only_grow(history: History) -> Iterator[str]:
    """In batches and constraint sets, leaving out repeats; and in what the state accepted."""
    for topic in (BATCHES.name, CONSTRAINTS.name):
        last: dict[str, int] = {}
        seen: set[str] = set()
        for message in history.of(topic):
            value = message.value
            if value is None or value.batch_id in seen:
                continue
            seen.add(value.batch_id)
            if value.last_offset <= last.get(value.session_id, -1):
                yield f"{topic}: {value.batch_id} of {value.session_id} ends at {value.last_offset}, after a later one"
            last[value.session_id] = max(value.last_offset, last.get(value.session_id, -1))
    newest: dict[tuple[int, str], BasedOn] = {}
    for _, wipes, session_id, based_on in history.published:
        before = newest.get((wipes, session_id))
        if before is not None and not based_on.newer_than(before):
            yield f"{session_id}: {based_on} was published after {before}"
        newest[wipes, session_id] = based_on


def commits_never_go_back(history: History) -> Iterator[str]:
    """Per group and partition."""
    last: dict[tuple[str, str, int], int] = {}
    for commit in history.commits:
        key = (commit.group, *commit.source)
        if commit.offset < last.get(key, 0):
            yield f"{commit.group} committed {commit.source} back from {last[key]} to {commit.offset}"
        last[key] = commit.offset


def commits_never_pass_an_open_item(history: History) -> Iterator[str]:
    """Everything before a commit was answered, buried or refused before it."""
    groups = {
        "interarec.batcher": (_batcher_answers, (SCREENSHOTS.name,)),
        "interarec.summarizer": (_summarizer_answers, (BATCHES.name,)),
        "interarec.constraints": (_constraints_answers, (SUMMARIES.name,)),
        "interarec.recommender": (_recommender_answers, (CONSTRAINTS.name, INTERACTIONS.name)),
        "interarec.publisher": (_publisher_answers, (RECOMMENDATIONS.name,)),
    }
    buried = _buried(history)
    for group, (answers, topics) in groups.items():
        answered = answers(history)
        for topic in topics:
            yield from _passed(history, group, topic, answered, buried)


def _passed(
    history: History,
    group: str,
    topic: str,
    answered: Callable[[Message], int],
    buried: dict[tuple[str, int, int], int],
) -> Iterator[str]:
    done_at: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for message in history.of(topic):
        at = buried.get((topic, message.partition, message.offset), NEVER)
        if message.value is not None and at == NEVER:
            refused = message.value.session_id in history.erased
            at = -1 if refused else answered(message)
        done_at[message.partition].append((message.offset, at))
    for commit in history.commits:
        if commit.group != group or commit.source.topic != topic:
            continue
        for offset, at in done_at[commit.source.partition]:
            if offset < commit.offset and at > commit.order:
                yield f"{group} committed {commit.source} at {commit.offset} while {offset} was open"
                return


def _buried(history: History) -> dict[tuple[str, int, int], int]:
    found: dict[tuple[str, int, int], int] = {}
    for topic, messages in history.messages.items():
        if topic.endswith(".dlq"):
            for message in messages:
                if message.source is not None:
                    found.setdefault(message.source, message.order)
    return found


def _batcher_answers(history: History) -> Callable[[Message], int]:
    batched: dict[tuple[str, int], int] = {}
    for message in history.of(BATCHES.name):
        for item in message.value.items if message.value is not None else ():
            batched.setdefault((message.value.session_id, item.screenshot.sequence), message.order)

    def at(message: Message) -> int:
        value = message.value
        return batched.get((value.session_id, value.sequence), NEVER) if isinstance(value, Screenshot) else -1

    return at


def _summarizer_answers(history: History) -> Callable[[Message], int]:
    ended = {name: message.order for name, message in first_outcomes(history).items()}
    return lambda message: ended.get(message.value.batch_id, NEVER)


def _reach(messages: Sequence[Message], key: Callable[[Message], int]) -> dict[str, list[tuple[int, int]]]:
    """By session: (how far, when), each further than the one before."""
    reached: dict[str, list[tuple[int, int]]] = {}
    for message in sorted((one for one in messages if one.value is not None), key=lambda one: one.order):
        steps = reached.setdefault(message.value.session_id, [])
        if not steps or key(message) > steps[-1][0]:
            steps.append((key(message), message.order))
    return reached


def _when(steps: Sequence[tuple[int, int]], offset: int) -> int:
    return next((order for far, order in steps if far >= offset), NEVER)


def _constraints_answers(history: History) -> Callable[[Message], int]:
    reached = _reach(history.of(CONSTRAINTS.name), lambda message: int(message.value.last_offset))

    def at(message: Message) -> int:
        outcome: BatchOutcome = message.value
        if outcome.state is BatchState.SUPERSEDED:
            return -1
        return _when(reached.get(outcome.session_id, ()), outcome.last_offset)

    return at


def _recommender_answers(history: History) -> Callable[[Message], int]:
    slates = history.of(RECOMMENDATIONS.name)
    sets = _reach(slates, lambda message: int(message.value.based_on.screenshot_offset))
    deeds = _reach(slates, lambda message: int(message.value.based_on.interaction_offset))
    first: dict[tuple[str, int], int] = {}
    for message in history.of(INTERACTIONS.name):
        if message.value is not None:
            first.setdefault((message.value.session_id, message.value.sequence), message.offset)

    def at(message: Message) -> int:
        value: ConstraintSet | Interaction = message.value
        if isinstance(value, ConstraintSet):
            return _when(sets.get(value.session_id, ()), value.last_offset)
        repeat = first[value.session_id, value.sequence] != message.offset
        if repeat or value.action not in TRIGGERS:
            return -1
        return _when(deeds.get(value.session_id, ()), message.offset)

    return at


def _publisher_answers(history: History) -> Callable[[Message], int]:
    accepted: defaultdict[str, list[tuple[int, BasedOn]]] = defaultdict(list)
    for order, _, session_id, based_on in history.published:
        accepted[session_id].append((order, based_on))

    def at(message: Message) -> int:
        made: Recommendation = message.value
        steps = accepted.get(made.session_id, ())
        return next((order for order, based_on in steps if not made.based_on.newer_than(based_on)), NEVER)

    return at


def a_client_sees_each_recommendation_once_and_never_an_older_one(history: History) -> Iterator[str]:
    """Within each connection."""
    for client in history.clients:
        last: BasedOn | None = None
        for event in client.events:
            match event:
                case Dropped():
                    last = None
                case Answered(given=given):
                    shown = list(given)
                case Shown():
                    shown = [event]
            if isinstance(event, Dropped):
                continue
            for one in shown:
                if last is not None and not one.based_on.newer_than(last):
                    yield f"a client of {client.session_id} was shown {one.based_on} after {last}"
                last = one.based_on


def nothing_is_missing_after_a_recovery(history: History) -> Iterator[str]:
    """`recovered` promises every publication after the position that was asked for, and only then."""
    for client in history.clients:
        for event in client.events:
            if not isinstance(event, Answered) or not event.recovered:
                continue
            if event.asked is None or event.asked[0] != event.epoch:
                yield f"a client of {client.session_id} recovered an epoch it never saw"
            elif [one.offset for one in event.given] != list(range(event.asked[1] + 1, event.offset + 1)):
                got = [one.offset for one in event.given]
                yield f"a client of {client.session_id} at {event.asked[1]} recovered {got} of {event.offset}"


def a_client_sees_only_its_own_session(history: History) -> Iterator[str]:
    """Whatever it is shown."""
    for client in history.clients:
        for one in _all_shown(client):
            if one.session_id != client.session_id:
                yield f"a client of {client.session_id} was shown a recommendation of {one.session_id}"


def _all_shown(client: ClientLog) -> Iterator[Shown]:
    for event in client.events:
        if isinstance(event, Answered):
            yield from event.given
        elif isinstance(event, Shown):
            yield event


def a_connected_client_ends_on_the_newest(history: History) -> Iterator[str]:
    """When the run is over, it was shown a slate that takes in every constraint set and trigger of its session."""
    sets: defaultdict[str, int] = defaultdict(lambda: -1)
    for message in history.of(CONSTRAINTS.name):
        if message.value is not None:
            sets[message.value.session_id] = max(sets[message.value.session_id], message.value.last_offset)
    deeds = _last_triggers(history)
    for client in history.clients:
        if not client.connected or client.session_id in history.erased:
            continue
        shown = [one.based_on for one in _all_shown(client)]
        due = (sets[client.session_id], deeds.get(client.session_id, -1))
        last = (shown[-1].screenshot_offset, shown[-1].interaction_offset) if shown else (-1, -1)
        if last[0] < due[0] or last[1] < due[1]:
            yield f"a client of {client.session_id} ended on {last}; the log goes up to {due}"


def _last_triggers(history: History) -> dict[str, int]:
    """Offset of the last trigger of each session, the first of each sequence counts."""
    seen: set[tuple[str, int]] = set()
    last: dict[str, int] = {}
    for message in history.of(INTERACTIONS.name):
        value: Interaction | None = message.value
        if value is None or (value.session_id, value.sequence) in seen:
            continue
        seen.add((value.session_id, value.sequence))
        if value.action in TRIGGERS:
            last[value.session_id] = message.offset
    return last


def spending_stays_within_the_budget_and_one_call(history: History) -> Iterator[str]:
    """A budget may be passed by the call that spent it, not by more."""
    for name, spent, limit, largest in history.spent:
        if spent > limit + largest:
            yield f"{name}: {spent} spent of {limit}, and no call cost more than {largest}"


def nothing_of_an_erased_session_is_told(history: History) -> Iterator[str]:
    """From 60 s after the erasure on."""
    for said in history.spoken_after_erasure:
        yield f"60 s after its erasure: {said}"


def it_gets_quiet(history: History) -> Iterator[str]:
    """Within a bounded time after the last fault, everything read is done and committed."""
    if history.quiet_after_s is None:
        yield f"still busy {history.quiet_limit_s:g} s after the last fault"
    elif history.quiet_after_s > history.quiet_limit_s:
        yield f"quiet only {history.quiet_after_s:g} s after the last fault, not within {history.quiet_limit_s:g}"


def nothing_is_sent_without_holding_the_partition(history: History) -> Iterator[str]:
    """From a revocation to the next assignment."""
    yield from history.trespasses


def nothing_fails_unheard(history: History) -> Iterator[str]:
    """No task of a process ends by an error that nobody sees."""
    yield from history.unheard


INVARIANTS: tuple[Callable[[History], Iterator[str]], ...] = (
    each_screenshot_is_in_exactly_one_outcome,
    each_batch_has_one_named_state,
    offsets_of_a_session_only_grow,
    commits_never_go_back,
    commits_never_pass_an_open_item,
    a_client_sees_each_recommendation_once_and_never_an_older_one,
    nothing_is_missing_after_a_recovery,
    a_client_sees_only_its_own_session,
    a_connected_client_ends_on_the_newest,
    spending_stays_within_the_budget_and_one_call,
    nothing_of_an_erased_session_is_told,
    it_gets_quiet,
    nothing_is_sent_without_holding_the_partition,
    nothing_fails_unheard,
)
