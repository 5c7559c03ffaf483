"""Printers for gdb: what a contact, an agent and the calendar are, in a line each and in order of time.

    gdb -x cmake/gdb.py build/dev/ccsim        or: source cmake/gdb.py
    (gdb) print *c                             a contact; print/r *c shows all of it
    (gdb) print self->now.calendar             what is pending, the first 20
    (gdb) call cc_center_dump(self, stderr)    the whole center
"""
import struct

import gdb
import gdb.printing

NONE = 0xffffffff
SHOWN = 20


def word_of(enum, prefix, value):
    """The name of a value, as WAITING of CC_WAITING."""
    for field in gdb.lookup_type(enum).fields():
        if field.enumval == int(value):
            return field.name[len(prefix):]
    return "%s %d" % (enum, int(value))


def owner_of(value):
    """stream.day.k, all from 0: see cc_owner in models/center/names.h."""
    owner = int(value)
    return "%d.%d.%d" % (owner >> 48, owner >> 32 & 0xffff, owner & 0xffffffff)


class Contact:
    def __init__(self, value):
        self.value = value

    def to_string(self):
        c = self.value
        if int(c["state"]) == 0:
            return "contact: free, or between two states"
        text = "contact %s: kind %d, channel %d, %s since %.6f s" % (
            owner_of(c["owner"]), int(c["issue"]), int(c["channel"]),
            word_of("cc_state", "CC_", c["state"]), float(c["since"]))
        for name in ("round", "attempt"):
            if int(c[name]) > 0:
                text += ", %s %d" % (name, int(c[name]))
        if int(c["agent"]) != NONE:
            text += ", agent %d" % int(c["agent"])
        return text


class Agent:
    def __init__(self, value):
        self.value = value

    def to_string(self):
        a = self.value
        if not a["on_duty"]:
            return "agent of group %d: not on duty" % int(a["group"])
        text = "agent of group %d: mix %d since %.6f s, attention on %s" % (
            int(a["group"]), int(a["mix"]), float(a["since"]),
            word_of("cc_phase", "CC_PHASE_", a["phase"]))
        if int(a["contact"]) != NONE:
            text += " of contact %d" % int(a["contact"])
        return text + (", leaving" if int(a["barred"]) & 1 else "")


class Calendar:
    """Slots and timers, by the keys in the tree (inner nodes repeat them) and in the wheels."""

    def __init__(self, value):
        self.value = value

    def pending(self):
        c = self.value
        n_slots, hole = int(c["n_slots"]), int(c["hole"])  # of one that was filled: no slot
        n_bytes = int(c["node_bytes"])
        empty = (1 << 64) - 1 - (1 << 27)
        events = {}
        memory = gdb.selected_inferior().read_memory(int(c["node"]), n_bytes)
        for time, order in struct.iter_unpack("<QQ", memory.tobytes()):
            slot = order & 0xffffff
            if time < empty and slot != hole:
                of = ("slot", slot)
                if slot >= n_slots:
                    of = ("timer", int(c["owner"][slot - n_slots]))
                at = struct.unpack("<d", struct.pack("<Q", time))[0]
                events[of] = (at, order >> 24)
        for j in range(int(c["n_timers"])):
            timer = c["timer"][j]
            if int(timer["slot"]) == NONE - 1:
                events[("timer", j)] = (float(timer["time"]), int(timer["order"]) >> 24)
        return sorted((at, order, of) for of, (at, order) in events.items())

    def to_string(self):
        return "calendar at %.6f s, %d pending" % (float(self.value["now"]), len(self.pending()))

    def children(self):
        for at, order, of in self.pending()[:SHOWN]:
            priority = word_of("sim_priority", "SIM_PRIORITY_", order >> 37)
            yield "%s %d" % of, "%.6f s, %s" % (at, priority)


printer = gdb.printing.RegexpCollectionPrettyPrinter("ccsim")
printer.add_printer("cc_contact", "^cc_contact$", Contact)
printer.add_printer("cc_agent", "^cc_agent$", Agent)
printer.add_printer("sim_calendar", "^sim_calendar$", Calendar)
gdb.printing.register_pretty_printer(None, printer, replace=True)
