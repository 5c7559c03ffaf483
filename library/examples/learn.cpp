// A program that learns: how many agents at a queue of so many? A table of values, learnt by reinforcement (Q
// learning), over a center that is asked and moved by one call a step. Handles are held by objects that free
// them.
//
//     c++ -std=c++17 learn.cpp $(pkg-config --cflags --libs ccsim) -o learn
//
// usage: learn SCENARIO GROUP QUEUE EPISODES
#include <ccsim.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>

template <auto free_it> struct deleter {
    template <typename T>
    void
    operator()(T *it) const
    {
        free_it(it);
    }
};
using scenario = std::unique_ptr<ccsim_scenario, deleter<ccsim_scenario_free>>;
using center = std::unique_ptr<ccsim_center, deleter<ccsim_center_free>>;
using panel = std::unique_ptr<ccsim_panel, deleter<ccsim_panel_free>>;

// Calls what makes a handle, and throws what it says.
template <typename Handle, typename Make, typename... Arguments>
Handle
made(Make make, Arguments... arguments)
{
    typename Handle::pointer it = nullptr;
    ccsim_error error;
    if (make(&it, arguments..., &error) != CCSIM_OK) {
        throw std::runtime_error(error.text);
    }
    return Handle(it);
}

// The center as what learns sees it: a state, an action, a reward.
class surroundings
{
  public:
    static constexpr int n_states = 12, n_actions = 3;

    surroundings(const std::string &file, const std::string &group, const std::string &queue)
        : scenario_(made<scenario>(ccsim_scenario_load, file.c_str())),
          center_(made<center>(ccsim_center_new, scenario_.get()))
    {
        const std::string waiting = "waiting queue:" + queue, planned = "planned group:" + group,
                          staff = "staff " + group;
        const char *sensors[] = {waiting.c_str(), planned.c_str()}, *controls[] = {staff.c_str()};
        panel_ = made<panel>(ccsim_panel_new, center_.get(), sensors, 2, controls, 1);
    }

    int
    start(uint64_t episode)
    {
        if (ccsim_center_start(center_.get(), 1, episode) != CCSIM_OK) {
            throw std::runtime_error(ccsim_center_message(center_.get()));
        }
        ccsim_panel_read(panel_.get(), seen_.data());
        planned_ = seen_[1];
        return state();
    }

    // Ten minutes with so many agents more than planned. Whoever waits costs 1, an agent more 2.
    bool
    turn(int action, double &reward)
    {
        const double agents = planned_ + action;
        const int ret = ccsim_panel_turn(panel_.get(), &agents, 600, seen_.data());
        if (ret < 0) {
            throw std::runtime_error(ccsim_panel_message(panel_.get()));
        }
        reward = -seen_[0] - 2.0 * action;
        return ret == 1;
    }

    int
    state() const
    {
        return std::min(static_cast<int>(seen_[0]), n_states - 1);
    }

  private:
    scenario scenario_;
    center center_;
    panel panel_;
    std::array<double, 2> seen_{};
    double planned_ = 0;
};

int
main(int argc, char **argv)
try {
    if (argc != 5) {
        throw std::runtime_error("usage: learn SCENARIO GROUP QUEUE EPISODES");
    }
    surroundings it(argv[1], argv[2], argv[3]);
    const int episodes = std::atoi(argv[4]);
    std::mt19937 random(1);
    std::uniform_real_distribution<double> uniform(0, 1);
    std::array<std::array<double, surroundings::n_actions>, surroundings::n_states> value{};
    double first = 0, last = 0;
    for (int e = 0; e < episodes; e++) {
        int state = it.start(static_cast<uint64_t>(e));
        double sum = 0;
        int n = 0;
        for (bool is_over = false; !is_over; n++) {
            auto &of = value[state];
            const bool explores = uniform(random) < 0.2;
            const int best = static_cast<int>(std::max_element(of.begin(), of.end()) - of.begin());
            const int action = explores ? static_cast<int>(uniform(random) * of.size()) : best;
            double reward = 0;
            is_over = it.turn(action, reward);
            state = it.state();
            const double next = *std::max_element(value[state].begin(), value[state].end());
            of[action] += 0.05 * (reward + 0.9 * next - of[action]);
            sum += reward;
        }
        (e == 0 ? first : last) = sum / n;
    }
    std::printf("reward a step: %.2f in the first episode, %.2f in the last\n", first, last);
    return 0;
} catch (const std::exception &error) {
    std::fprintf(stderr, "learn: %s\n", error.what());
    return 1;
}
