using RlQuery.Core.Environments;
using RlQuery.Core.Numerics;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;

namespace RlQuery.Torch.Agents.Gated;

/// <summary>Plays episodes with a gated network, and records what was seen, chosen and rewarded. One per thread.</summary>
/// <param name="setup">The environment.</param>
/// <param name="selector">Makes the shortlist.</param>
/// <param name="network">Scores it; each recorder has its own clone.</param>
/// <param name="choice">Chooses from it.</param>
internal sealed class EpisodeRecorder(TrainingSetup setup, Selector selector, IScoringNetwork network, IActionChoice choice)
{
    private readonly PolicyActor _actor = new(setup.SignalList, setup.Normalisation, selector, [network]);
    private readonly ShortlistScale _scale = new(network.Shape.Signals);

    /// <summary>Plays to the end.</summary>
    /// <param name="environment">An episode that has just begun, or has nothing to query.</param>
    /// <param name="observation">Its first observation.</param>
    /// <param name="draws">Draws the choices.</param>
    public List<Decision> Play(QueryEnvironment environment, Observation observation, Pcg64 draws)
    {
        var decisions = new List<Decision>();
        while (environment.Running)
        {
            _actor.Look(observation, score: true);
            int place = choice.Choose(_actor.Scores, draws, out double exploration);
            var decision = new Decision(Rows(), State(), place, environment.Score, exploration);
            StepResult result = environment.Step(_actor.Shortlist[place]);
            decision.Reward = result.Reward;
            decisions.Add(decision);
            observation = result.Observation;
        }
        return decisions;
    }

    private float[] Rows()
    {
        float[] rows = _actor.Rows.ToArray();
        _scale.Measure(rows);
        _scale.Standardise(rows);
        return rows;
    }

    private float[] State()
    {
        float[] state = new float[1 + network.Shape.StateValues];
        state[0] = 1;
        GatedLinearNetwork.Bound(_actor.Context, state.AsSpan(1));
        return state;
    }
}
