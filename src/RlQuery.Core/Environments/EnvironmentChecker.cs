using RlQuery.Core.Signals;

namespace RlQuery.Core.Environments;

/// <summary>Plays an environment at random and reports every violation of its contract, as Gymnasium's <c>check_env</c> does.</summary>
/// <remarks>For users' own signals, rewards and problem sources.</remarks>
public static class EnvironmentChecker
{
    /// <summary>Checks an environment over one episode, played twice.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="seed">Seed of the episode.</param>
    /// <returns>One line per violation; empty if there is none.</returns>
    public static IReadOnlyList<string> Check(QueryEnvironment environment, ulong seed)
    {
        var faults = new List<string>();
        List<float[]> first = Play(environment, seed, faults);
        List<float[]> second = Play(environment, seed, faults);
        if (first.Count != second.Count)
        {
            faults.Add($"reset: the same seed gave episodes of {first.Count} and {second.Count} observations");
        }
        for (int i = 0; i < Math.Min(first.Count, second.Count); i++)
        {
            if (!first[i].AsSpan().SequenceEqual(second[i]))
            {
                faults.Add($"reset: the same seed gave another observation or reward at step {i}");
                break;
            }
        }
        return [.. faults.Distinct()];
    }

    // Everything seen, as numbers: observations, then rewards.
    private static List<float[]> Play(QueryEnvironment environment, ulong seed, List<string> faults)
    {
        var seen = new List<float[]>();
        var draws = new Numerics.Pcg64(seed, "checker");
        Observation observation = environment.Reset(seed);
        if (!environment.Running)
        {
            faults.Add("reset: no episode runs afterwards; a pool needs rows that are not labelled at the start");
        }
        while (environment.Running)
        {
            CheckObservation(observation, faults);
            seen.Add(Flatten(observation));
            StepResult result = environment.Step(draws.NextInt(observation.Count));
            seen.Add([(float)result.Reward]);
            if (!double.IsFinite(result.Reward))
            {
                faults.Add($"reward: {result.Reward} is not finite");
            }
            if (result.Terminated && result.Truncated)
            {
                faults.Add("step: terminated and truncated at once");
            }
            if (result.Done == environment.Running)
            {
                faults.Add("step: the result and Running disagree on whether the episode is over");
            }
            observation = result.Observation;
        }
        return seen;
    }

    private static void CheckObservation(Observation observation, List<string> faults)
    {
        SignalList list = observation.SignalList;
        for (int column = 0; column < list.Signals.Count; column++)
        {
            foreach (float value in observation.Column(column))
            {
                if (!float.IsFinite(value))
                {
                    faults.Add($"signal {list.SignalNames[column]}: {value} is not finite");
                    break;
                }
            }
        }
        for (int i = 0; i < observation.State.Length; i++)
        {
            if (!float.IsFinite(observation.State[i]))
            {
                faults.Add($"state {list.StateNames[i]}: {observation.State[i]} is not finite");
            }
        }
        for (int i = 1; i < observation.Count; i++)
        {
            if (observation.Rows[i] <= observation.Rows[i - 1])
            {
                faults.Add("observation: rows are not ascending and unique");
                break;
            }
        }
    }

    private static float[] Flatten(Observation observation)
    {
        var values = new List<float>();
        for (int column = 0; column < observation.SignalList.Signals.Count; column++)
        {
            values.AddRange(observation.Column(column));
        }
        values.AddRange(observation.State);
        foreach (int row in observation.Rows)
        {
            values.Add(row);
        }
        return [.. values];
    }
}
