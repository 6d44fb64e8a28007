"""All that is so of a small pack, by trying every visit with every raw answer on every day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tests.plain import Oracle, Picked, Raw

KINDS = ["go_ahead", "not_yet", "ask_staff", "remote", "stay_away", "emergency"]
LETS_IN = {"go_ahead", "not_yet"}
STRICTEST = {"stay_away", "emergency"}
Places = dict[tuple[str, str], int]
"""What is broken where, by code, and how many answers lead there at least."""
Answer = tuple[Picked, str]
"""What was chosen, and the status of a chosen service."""


@dataclass(eq=False)
class Node:
    """A moment of a visit: every answer so far, nothing for what was skipped, and what follows."""

    oracle: Oracle
    before: dict[str, Picked]
    asked: Raw | None
    after: dict[Answer, "Node"]
    wins: frozenset[int]
    ends: frozenset[str]
    shape: object = None

    @property
    def certain(self) -> str | None:
        return next(iter(self.ends)) if len(self.ends) == 1 else None

    @property
    def length(self) -> int:
        return sum(bool(chosen) for chosen in self.before.values())

    def visits(self) -> Iterator["Node"]:
        """Every moment until the outcome is certain."""
        yield self
        if self.certain is None:
            for node in self.after.values():
                yield from node.visits()

    def visitors(self) -> Iterator["Node"]:
        """Everybody who comes here, with an answer to every question that is for them."""
        if not self.after:
            yield self
        for node in self.after.values():
            yield from node.visitors()

    @property
    def longest(self) -> int:
        """How many questions a visit is put at most from here."""
        if self.certain is not None:
            return 0
        return 1 + max(node.longest for node in self.after.values())


@dataclass
class Truth:
    """Everything that is so at one site, by trying every raw answer with every status."""

    oracle: Oracle
    start: Node = field(init=False)
    _shapes: dict[object, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.start = self._grown(self.oracle, {})

    @property
    def document(self) -> Raw:
        return self.oracle.document

    @property
    def ends(self) -> list[Node]:
        return [node for node in self.start.visits() if node.certain is not None]

    def kind(self, outcome: str | None) -> str:
        return next(str(o["kind"]) for o in self.document["outcomes"] if o["id"] == outcome)

    def places(self) -> Places:
        shortest: Places = {}
        for code, where, length in self._broken():
            shortest[code, where] = min(length, shortest.get((code, where), length))
        return shortest

    def _grown(self, oracle: Oracle, before: dict[str, Picked]) -> Node:
        for asked in oracle.questions[len(before) :]:
            if oracle.asks(asked, before):
                after = {
                    (chosen, status_in(asked, chosen, day)): self._grown(
                        day, {**before, asked["id"]: chosen}
                    )
                    for chosen in oracle.choices(asked)
                    for day in oracle.days(asked, chosen)
                }
                wins = frozenset().union(*(node.wins for node in after.values()))
                return self._shaped(Node(oracle, before, asked, after, wins, self._ends(wins)))
            before = {**before, asked["id"]: frozenset()}
        rules = self.document["rules"]
        first = next(n for n, r in enumerate(rules) if oracle.holds(r.get("when"), before))
        return self._shaped(Node(oracle, before, None, {}, frozenset({first}), self._ends({first})))

    def _ends(self, wins: set[int] | frozenset[int]) -> frozenset[str]:
        return frozenset(str(self.document["rules"][number]["outcome"]) for number in wins)

    def _shaped(self, node: Node) -> Node:
        """Two moments have one shape when everything that follows is the same."""
        shape: object = node.certain
        if shape is None and node.asked:
            shape = (node.asked["id"], *((c, n.shape) for c, n in node.after.items()))
        node.shape = self._shapes.setdefault(shape, len(self._shapes))
        return node

    def _broken(self) -> Iterator[tuple[str, str, int]]:
        shown = self._shown_for()
        for node in self.start.visits():
            if node.certain is not None:
                yield from self._guarantees(node)
                yield from self._screened(node)
                yield from self._stricter(node)
                yield from self._default(node)
            elif node.asked and node.asked["id"] not in shown and self._in_vain(node):
                yield "asked-in-vain", f"questions.{node.asked['id']}", node.length
        for name, risk in self.risks():
            if (length := self._laxer(self.start, name, risk)) is not None:
                yield "risk-lets-further", f"questions.{name}.options.{risk}", length

    def _guarantees(self, node: Node) -> Iterator[tuple[str, str, int]]:
        for position, guarantee in enumerate(self.document["guarantees"]):
            allowed = guarantee.get("must_end_in", [node.certain])
            forbidden = self.kind(node.certain) in guarantee.get("never", [])
            if (forbidden or node.certain not in allowed) and self.is_for(guarantee, node):
                yield "guarantee-broken", f"guarantees.{position}", node.length

    @staticmethod
    def is_for(guarantee: Raw, node: Node) -> bool:
        """Whether a guarantee is made for any of those who come here."""
        return any(each.oracle.holds(guarantee["when"], each.before) for each in node.visitors())

    def _screened(self, node: Node) -> Iterator[tuple[str, str, int]]:
        if self.kind(node.certain) not in LETS_IN:
            return
        screening = [asked for asked in self.oracle.questions if "screens" in asked]
        if not screening and self.document.get("no_screening") is None:
            yield "no-screening", "questions", node.length
        known = self.known(node)
        for asked in screening:
            answer, clear = node.before.get(asked["id"]), set(asked["screens"]["clear"])
            if (answer and answer <= clear) or any(self.left_out(asked, node)):
                continue
            code = "hidden" if asked["id"] in known else "skipped"
            code = "not-clear" if answer else code
            yield f"screening-{code}", f"questions.{asked['id']}", node.length

    def left_out(self, asked: Raw, node: Node) -> list[bool]:
        """Which of its own exceptions leaves the visitor out of a question."""
        known = self.known(node)
        unless = asked["screens"]["unless"]
        return [self.three_valued(node.oracle, each["when"], known) is True for each in unless]

    def _stricter(self, node: Node) -> Iterator[tuple[str, str, int]]:
        known, rules = self.known(node), self.document["rules"]
        held = [self.three_valued(node.oracle, rule.get("when"), known) for rule in rules]
        level = KINDS.index(self.kind(node.certain))
        stricter = [
            KINDS.index(self.kind(rule["outcome"])) > level
            for rule, holds in zip(rules, held, strict=True)
            if holds and rule.get("when") and self.kind(rule["outcome"]) in STRICTEST
        ]
        if any(stricter):
            code = "let-in" if self.kind(node.certain) in LETS_IN else "milder"
            mine = [n for n, rule in enumerate(rules) if rule["outcome"] == node.certain]
            wins = next(n for n in mine if held[n] is not False)
            yield f"{code}-before-stricter", f"rules.{wins}", node.length

    def _default(self, node: Node) -> Iterator[tuple[str, str, int]]:
        last = len(self.document["rules"]) - 1
        if last in node.wins and "intended" not in self.document["rules"][last]:
            yield "default-reached", f"rules.{last}", node.length

    def _in_vain(self, node: Node) -> bool:
        return len({after.shape for after in node.after.values()}) == 1

    def known(self, node: Node) -> dict[str, Picked]:
        """The answers so far, and nothing where a question to come is certainly not put."""
        known = dict(node.before)
        for asked in self.oracle.questions[len(node.before) :]:
            unless = [each["when"] for each in asked.get("screens", {}).get("unless", [])]
            put = {"not": {"any": unless}} if unless else {"site": [self.oracle.site]}
            when = {"all": [put, *([asked["ask_when"]] if asked.get("ask_when") else [])]}
            if self.three_valued(node.oracle, when, known) is False:
                known[asked["id"]] = frozenset()
        return known

    def three_valued(
        self, oracle: Oracle, condition: Raw | None, known: Mapping[str, Picked]
    ) -> bool | None:
        """Whether a condition holds as far as is known; not where no answer could make it hold."""
        match condition:
            case {"all": parts}:
                return _all_of([self.three_valued(oracle, part, known) for part in parts])
            case {"any": parts}:
                return _not(_all_of([_not(self.three_valued(oracle, p, known)) for p in parts]))
            case {"not": part}:
                return _not(self.three_valued(oracle, part, known))
            case {"question": name} | {"service_of": name} if name not in known:
                asked = next(each for each in oracle.questions if each["id"] == name)
                could = (
                    day.holds(condition, {name: chosen})
                    for chosen in oracle.choices(asked)
                    for day in oracle.days(asked, chosen)
                )
                return None if any(could) else False
            case _:
                return oracle.holds(condition, known)

    def looked_at(self, condition: Raw | None) -> set[str]:
        """The questions that a condition looks at here, where the site leaves it open."""
        if condition is None or self.three_valued(self.oracle, condition, {}) is not None:
            return set()
        match condition:
            case {"all": parts} | {"any": parts}:
                return set().union(*map(self.looked_at, parts))
            case {"not": part}:
                return self.looked_at(part)
            case {"question": name} | {"service_of": name}:
                return {name}
            case _:
                return set()

    def _shown_for(self) -> set[str]:
        notes = [note["when"] for outcome in self.document["outcomes"] for note in outcome["notes"]]
        services = {q["id"] for q in self.document["questions"] if q.get("from_services")}
        return services.union(*map(self.looked_at, notes))

    def risks(self) -> set[tuple[str, str]]:
        """The options of questions with several answers that are called a risk."""
        called = {
            risk for g in self.document["guarantees"] for risk in self._named(g["when"], True)
        }
        for asked in self.oracle.questions:
            if "screens" in asked:
                names = {option["id"] for option in asked["options"]}
                called |= {(asked["id"], name) for name in names - {*asked["screens"]["clear"]}}
        return {
            (asked["id"], option["id"])
            for asked in self.oracle.questions
            for option in asked["options"]
            if asked.get("choose") == "any" and not option.get("alone")
            if (asked["id"], option["id"]) in called
        }

    def _named(self, condition: Raw, holds: bool) -> Iterator[tuple[str, str]]:
        match condition:
            case {"all": parts} | {"any": parts}:
                for part in parts:
                    yield from self._named(part, holds)
            case {"not": part}:
                yield from self._named(part, not holds)
            case {"question": name}:
                asked = next(each for each in self.oracle.questions if each["id"] == name)
                counted = {k: v for k, v in condition.items() if k not in {"at_least", "exactly"}}
                if "of" in counted:
                    counted = {"question": name, "any_of": counted["of"]}
                for option in asked["options"]:
                    given = {name: frozenset({option["id"]})}
                    if self.oracle.holds(counted, given) is holds:
                        yield name, option["id"]
            case _:
                return

    def _laxer(self, node: Node, question: str, risk: str) -> int | None:
        """How long the shortest visit is that comes further with the risk than without."""
        if node.certain is not None or node.asked is None:
            return None
        if node.asked["id"] != question:
            further = [self._laxer(after, question, risk) for after in node.after.values()]
            return min((length for length in further if length is not None), default=None)
        pairs = [
            (after, node.after[with_risk(node.asked, chosen, risk), ""])
            for (chosen, _status), after in node.after.items()
            if risk not in chosen
        ]
        further = [self._pair(one, other) for one, other in pairs]
        lengths = [node.length + 1 + length for length in further if length is not None]
        return min(lengths, default=None)

    def _pair(self, one: Node, other: Node) -> int | None:
        """How many answers two visits need at least for the second to come further."""
        if one.ends == other.ends and one.certain:
            return None
        if one.certain and other.certain:
            laxer = KINDS.index(self.kind(other.certain)) < KINDS.index(self.kind(one.certain))
            return 0 if laxer else None
        waiting = [node for node in (one, other) if node.certain is None]
        first = min(waiting, key=lambda node: self.oracle.questions.index(node.asked or {}))
        lengths = []
        for chosen in first.after:
            here, there = (
                node.after[chosen] if node in waiting and node.asked is first.asked else node
                for node in (one, other)
            )
            lengths.append(self._pair(here, there))
        return min((1 + length for length in lengths if length is not None), default=None)


def status_in(asked: Raw, chosen: Picked, day: Oracle) -> str:
    """The status of a chosen service; nothing where none was chosen."""
    services = chosen if asked.get("from_services") else ()
    return next((day.status[name] for name in services if name in day.status), "")


def _not(known: bool | None) -> bool | None:
    return None if known is None else not known


def _all_of(known: list[bool | None]) -> bool | None:
    if False in known:
        return False
    return None if None in known else True


def with_risk(asked: Raw, chosen: Picked, risk: str) -> Picked:
    """An answer with one more option, in place of one that stands alone."""
    alone = {option["id"] for option in asked["options"] if option.get("alone")}
    return frozenset({risk}) if chosen & alone else chosen | {risk}


@dataclass
class Everything:
    """The truth of every site."""

    document: Raw
    known: dict[str, Truth] = field(default_factory=dict)

    def __post_init__(self) -> None:
        statuses = {service["id"]: "open" for service in self.document["services"]}
        for site in self.document["sites"]:
            self.known[site["id"]] = Truth(Oracle(self.document, site["id"], statuses))

    def places(self) -> Places:
        shortest: Places = {}
        for truth in self.known.values():
            for place, length in truth.places().items():
                shortest[place] = min(length, shortest.get(place, length))
        return shortest

    def never(self) -> set[tuple[str, str]]:
        moments = [node for truth in self.known.values() for node in truth.start.visits()]
        put = {n.asked["id"] for n in moments if n.certain is None and n.asked}
        reached = {node.certain for node in moments}
        by_rules = {rule["outcome"] for rule in self.document["rules"][:-1]}
        reached |= {self.document["rules"][-1]["outcome"]} - by_rules
        missed = {outcome["id"] for outcome in self.document["outcomes"]} - reached
        found = {("outcome-never-reached", f"outcomes.{name}") for name in missed}
        for asked in self.document["questions"]:
            if asked["id"] not in put:
                code = "screening" if "screens" in asked else "question"
                found.add((f"{code}-never-asked", f"questions.{asked['id']}"))
        return found | self._for_nobody() | self._unused()

    def _for_nobody(self) -> set[tuple[str, str]]:
        starts = [truth.start for truth in self.known.values()]
        return {
            ("guarantee-never-holds", f"guarantees.{position}")
            for position, guarantee in enumerate(self.document["guarantees"])
            if not any(Truth.is_for(guarantee, start) for start in starts)
        }

    def _unused(self) -> set[tuple[str, str]]:
        let_in = [
            (truth, node)
            for truth in self.known.values()
            for node in truth.ends
            if truth.kind(node.certain) in LETS_IN
        ]
        return {
            ("unless-unused", f"questions.{asked['id']}.screens.unless.{number}")
            for asked in self.document["questions"]
            for number in range(len(asked.get("screens", {}).get("unless", [])))
            if not any(truth.left_out(asked, node)[number] for truth, node in let_in)
        }

    def rules(self) -> dict[str, tuple[str, ...]]:
        """The rules that never win, and which win in their place."""
        wins = frozenset().union(*(truth.start.wins for truth in self.known.values()))
        rules = self.document["rules"]
        found = {}
        for number in range(len(rules) - 1):
            if number not in wins:
                others = {
                    next(iter(node.wins))
                    for truth in self.known.values()
                    for node in truth.start.visitors()
                    if node.oracle.holds(rules[number]["when"], node.before)
                }
                found[f"rules.{number}"] = tuple(map(str, sorted(others)))
        return found
