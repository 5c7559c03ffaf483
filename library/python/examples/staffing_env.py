"""A center as a Gymnasium environment: every quarter of an hour, how many agents are to be on duty? The shape of
Gymnasium's Env, without needing it: a class that inherits from gymnasium.Env and declares its spaces is the same."""

import sys

import ccsim

QUARTER = 900.0  # s
WAGE, LOST = 6.0, 8.0  # money for an agent a quarter, and for a customer who gives up


class StaffingEnv:
    def __init__(self, file, group="agents", most=40):
        self.center = ccsim.Scenario(file).center(seed=1)
        sensors = ["time", "waiting", "oldest_wait", "ready", "staffed", "answered", "abandoned"]
        self.panel = self.center.panel(sensors, ["staff " + group])
        self.most = most

    def reset(self, *, seed=1, options=None):
        self.center.start(seed, (options or {}).get("replication", 0))
        self.gone = 0.0
        return self.panel.read(), {}

    def step(self, action):
        self.panel.action[0] = min(max(int(action), 0), self.most)
        terminated = self.panel.turn(QUARTER)
        observation = self.panel.observation
        lost, self.gone = observation[6] - self.gone, observation[6]
        return observation, -WAGE * self.panel.action[0] - LOST * lost, terminated, False, {}


if __name__ == "__main__":
    env = StaffingEnv(sys.argv[1])
    for name, policy in (("twelve", lambda seen: 12), ("more when they wait", lambda seen: 11 + seen[1] // 2)):
        observation, _ = env.reset(seed=7)
        total, done = 0.0, False
        while not done:
            observation, reward, done, _, _ = env.step(policy(observation))
            total += reward
        print("%-20s %10.0f" % (name, total))
