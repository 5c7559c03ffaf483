"""A center as a Gymnasium environment: every quarter of an hour, how many agents are to be on duty? The shape of
Gymnasium's Env, without needing it: a class that inherits from gymnasium.Env and declares its spaces is the same."""

import sys

import ccsim

QUARTER = 900.0  # s
WAGE, LOST = 6.0, 8.0  # money for an agent a quarter, and for a customer who gives up


class StaffingEnv:
    def __init__(self, file, group="agents", most=40):
        self.center = ccsim.Scenario(file).center()
        self.sensors, self.control, self.most = (
            ["time", "waiting", "oldest_wait", "ready", "staffed", "answered", "abandoned"], "staff " + group, most)
        self.seed, self.day = 1, -1

    def reset(self, *, seed=None, options=None):
        self.seed, self.day = (self.seed, self.day + 1) if seed is None else (seed, 0)  # without a seed: another day
        self.center.start(self.seed, self.day)
        self.panel, self.gone = self.center.panel(self.sensors, [self.control]), 0.0
        return list(self.panel.observation), {}

    def step(self, action):
        self.panel.action[0] = min(max(int(action), 0), self.most)
        terminated = self.panel.turn(QUARTER)
        seen = list(self.panel.observation)  # a copy: the panel writes the next one to the same place
        lost, self.gone = seen[6] - self.gone, seen[6]
        return seen, -WAGE * self.panel.action[0] - LOST * lost, terminated, False, {}


if __name__ == "__main__":
    env = StaffingEnv(sys.argv[1])
    for name, policy in (("twelve", lambda seen: 12), ("more when they wait", lambda seen: 11 + seen[1] // 2)):
        (seen, _), total, done = env.reset(seed=7), 0.0, False
        while not done:
            seen, reward, done, _, _ = env.step(policy(seen))
            total += reward
        print("%-20s %10.0f" % (name, total))
